package io.efollowup.telemetry.internal;

import io.efollowup.telemetry.Refusal;
import io.efollowup.telemetry.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Collects what of one text is refused, reducing each part to its size and keyed digest. */
public final class Refusals {
  private static final int DIGEST_BYTES = 8;

  private final char[] text;
  private final Function<byte[], byte[]> digest;
  private final List<Refusal> list = new ArrayList<>();

  public Refusals(char[] text, Function<byte[], byte[]> digest) {
    this.text = text;
    this.digest = digest;
  }

  /** Refuses a whole value. */
  public void add(String item, RefusalReason reason, Json json) {
    add(item, reason, json.start(), json.end());
  }

  /** Refuses a field, its name included. */
  public void add(String item, RefusalReason reason, Json.Member member) {
    add(item, reason, member.start(), member.value().end());
  }

  private void add(String item, RefusalReason reason, int start, int end) {
    byte[] refused = new String(text, start, end - start).getBytes(StandardCharsets.UTF_8);
    byte[] full = digest.apply(refused);
    String hex = HexFormat.of().formatHex(Arrays.copyOf(full, Math.min(full.length, DIGEST_BYTES)));
    list.add(new Refusal(item, reason, refused.length, hex));
  }

  public int size() {
    return list.size();
  }

  /** All refusals so far, in the order they were added. */
  public List<Refusal> list() {
    return List.copyOf(list);
  }
}
