import urllib3

from billing import run

retries = urllib3.Retry(total=3, backoff_factor=0.05, status_forcelist=[500, 502, 503], allowed_methods=None)
run(urllib3.PoolManager(retries=retries), lambda event: {"content-type": "application/json"})
