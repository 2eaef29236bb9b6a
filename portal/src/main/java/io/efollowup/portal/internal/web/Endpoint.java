package io.efollowup.portal.internal.web;

/** Answers requests. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface Endpoint {
  Reply answer(Request request);
}
