import os

from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from consume import consume


class Base(DeclarativeBase):
    pass


class Payment(Base):
    __tablename__ = "payments"
    event_id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    amount: Mapped[int]


engine = create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+psycopg://", 1))


def handle(event):
    with Session(engine) as session:
        session.merge(Payment(event_id=event["event_id"], account=event["data"]["account"], amount=event["data"]["amount"]))
        try:
            session.commit()
        except IntegrityError:
            session.rollback()


consume(handle)
