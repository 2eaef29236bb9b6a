create table device (
  id text not null primary key,
  generation_id text not null,
  etag text not null,
  enabled integer not null,
  status_reason text not null,
  primary_key blob not null,
  secondary_key blob not null,
  created_at integer not null,
  status_updated_at integer not null
) without rowid;

create table shared_access_policy (
  name text not null primary key,
  primary_key blob not null,
  secondary_key blob not null
) without rowid;

create table cloud_to_device_message (
  sequence integer primary key autoincrement,
  device text not null,
  message_id text,
  correlation_id text,
  properties text not null,
  body blob not null,
  feedback text not null,
  enqueued_at integer not null,
  expires_at integer not null,
  delivery_count integer not null
);

create index cloud_to_device_message_device on cloud_to_device_message (device, sequence);
