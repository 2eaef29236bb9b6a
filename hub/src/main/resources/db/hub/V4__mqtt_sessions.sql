-- What is kept of a device's MQTT session while the device is away.
create table mqtt_session (
  device text not null primary key,
  -- Which connection wrote the row last: an older one that ends later leaves it alone.
  connection text not null,
  kept_seconds integer not null,
  -- Null while the device is connected, and where the session never ends.
  ends_at integer
) without rowid;

create table mqtt_subscription (
  device text not null,
  feed text not null,
  filter text not null,
  qos integer not null,
  primary key (device, feed)
) without rowid;
