export interface OrderPlaced {
  event_id: string;
  data: { account: string; amount: number; seq: number };
}
