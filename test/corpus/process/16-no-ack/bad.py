from billing import handle
from consume import consume

consume(handle, auto_ack=True)
