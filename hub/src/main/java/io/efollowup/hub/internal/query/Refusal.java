package io.efollowup.hub.internal.query;

import io.efollowup.hub.HubError;
import io.efollowup.hub.HubException;

/** A query that cannot be run. */
final class Refusal {
  private static final String SUPPORTED =
      " Supported is: SELECT * | paths [AS name] | COUNT() AS name FROM devices [WHERE condition],"
          + " with =, !=, <>, <, <=, >, >=, IN [...], AND, OR, NOT, parentheses, is_defined, is_null,"
          + " is_string, is_number, is_bool, is_array, is_object, startswith, endswith, contains.";

  private Refusal() {}

  static HubException of(String why) {
    return new HubException(HubError.QUERY_REFUSED, why + SUPPORTED);
  }
}
