package io.efollowup.hub;

/** Somebody is told of something until this is closed. Closing twice does nothing. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
