package io.efollowup.hub.internal;

import io.efollowup.hub.SymmetricKeys;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The SQL of the shared access policies. */
public final class PolicyTable {
  private PolicyTable() {}

  /** The keys of every policy, by name. */
  public static Map<String, SymmetricKeys> all(Handle handle) {
    Map<String, SymmetricKeys> keys = new HashMap<>();
    handle
        .createQuery("select name, primary_key, secondary_key from shared_access_policy")
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("name"),
                    new SymmetricKeys(row.getBytes("primary_key"), row.getBytes("secondary_key"))))
        .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    return keys;
  }

  public static int put(Handle handle, String name, SymmetricKeys keys) {
    return handle
        .createUpdate(
            """
            insert into shared_access_policy (name, primary_key, secondary_key)
            values (:name, :primary, :secondary)
            on conflict (name) do update
              set primary_key = excluded.primary_key, secondary_key = excluded.secondary_key
            """)
        .bind("name", name)
        .bind("primary", keys.primary())
        .bind("secondary", keys.secondary())
        .execute();
  }
}
