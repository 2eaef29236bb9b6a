package io.efollowup.server.config;

/** A configuration that must stop the start; the message says which key, where, and what to do. */
public final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationProblem(String message) {
    super(message);
  }
}
