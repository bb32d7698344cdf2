import os

import psycopg

from billing import billing
from consume import consume

consume(billing(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)))
