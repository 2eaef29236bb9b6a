alter table cloud_to_device_message add column user_id text;
alter table cloud_to_device_message add column content_type text;
alter table cloud_to_device_message add column content_encoding text;
alter table cloud_to_device_message add column alarm text;
-- A newer alarm of its kind was queued while the device held this one: never handed out again.
alter table cloud_to_device_message add column superseded integer not null default 0;

create table dead_letter (
  id integer primary key autoincrement,
  device text not null,
  sequence integer not null,
  outcome text not null,
  ended_at integer not null,
  message_id text,
  correlation_id text,
  user_id text,
  content_type text,
  content_encoding text,
  properties text not null,
  body blob not null,
  feedback text not null,
  alarm text,
  enqueued_at integer not null,
  expires_at integer not null
);

create index dead_letter_device on dead_letter (device, id);
create index dead_letter_ended on dead_letter (ended_at);

create table feedback (
  sequence integer primary key autoincrement,
  message_id text not null,
  outcome text not null,
  ended_at integer not null,
  device text not null,
  generation_id text not null
);

create index feedback_ended on feedback (ended_at);
