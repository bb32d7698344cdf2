# A line for each event. bash journal.sh locked | append
exec 3<>"/dev/tcp/127.0.0.1/$BROKER_PORT"
file="$STATE_DIR/journal.txt"
touch "$file"
while IFS= read -r line <&3; do
  tag=${line#'{"deliver":'}
  tag=${tag%%,*}
  id=${line#*'"id":"'}
  id=${id%%'"'*}
  if [ "$1" = append ]; then
    echo "$id" >>"$file"
  else
    (
      flock 9
      grep -q "^$id\$" "$file" || echo "$id" >>"$file"
    ) 9>"$STATE_DIR/lock"
  fi
  echo "{\"ack\":$tag}" >&3
done
