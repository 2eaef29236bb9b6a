create table twin (
  device text not null primary key,
  etag text not null,
  version integer not null,
  tags text not null,
  desired text not null,
  desired_metadata text not null,
  desired_version integer not null,
  reported text not null,
  reported_metadata text not null,
  reported_version integer not null
);
