interface Memory {
  boolean isNew(String eventId);
}
