package io.efollowup.vault.internal;

import io.efollowup.vault.DurableFiles;
import io.efollowup.vault.MasterKeyMismatchException;
import io.efollowup.vault.Sealer;
import io.efollowup.vault.TamperedException;
import io.efollowup.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named random keys in one text file, each wrapped by the master key and bound to its name.
 *
 * <pre>
 * efollowup-keyring 1
 * check BASE64            nothing, sealed: opens with the right master key only
 * NAME BASE64             one line per key
 * whole BASE64            nothing, sealed with all lines above as context: no line was taken out
 * </pre>
 */
public final class Keyring {
  private static final String HEADER = "efollowup-keyring 1";
  private static final byte[] NOTHING = new byte[0];

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private final SortedMap<String, byte[]> keys;
  private Sealer wrapping;

  private Keyring(Path file, Sealer wrapping, SortedMap<String, byte[]> keys) {
    this.file = file;
    this.wrapping = wrapping;
    this.keys = keys;
  }

  /** Writes an empty keyring. */
  public static Keyring create(Path file, Sealer wrapping) {
    Keyring keyring = new Keyring(file, wrapping, new TreeMap<>());
    keyring.save(keyring.keys, wrapping);
    return keyring;
  }

  /** Reads and checks a keyring whole. */
  public static Keyring load(Path file, Sealer wrapping) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    if (lines.size() < 3 || !lines.getFirst().equals(HEADER)) {
      throw damaged(file);
    }
    try {
      wrapping.open(value(file, lines.get(1), "check"), context("check"));
    } catch (TamperedException e) {
      throw new MasterKeyMismatchException(file);
    }
    try {
      int last = lines.size() - 1;
      byte[] above =
          (String.join("\n", lines.subList(0, last)) + "\n").getBytes(StandardCharsets.ISO_8859_1);
      wrapping.open(value(file, lines.get(last), "whole"), above);
      SortedMap<String, byte[]> keys = new TreeMap<>();
      for (String line : lines.subList(2, last)) {
        String name = line.substring(0, line.indexOf(' '));
        keys.put(name, wrapping.open(value(file, line, name), context(name)));
      }
      return new Keyring(file, wrapping, keys);
    } catch (TamperedException e) {
      throw damaged(file);
    }
  }

  /** The key of that name, made and synced to disk when it is new. The caller's own copy. */
  public synchronized byte[] key(String name) {
    byte[] known = keys.get(name);
    if (known == null) {
      known = new byte[32];
      random.nextBytes(known);
      SortedMap<String, byte[]> next = new TreeMap<>(keys);
      next.put(name, known);
      save(next, wrapping);
      keys.put(name, known);
    }
    return known.clone();
  }

  /** Wraps every key anew. */
  public synchronized void rewrap(Sealer next) {
    save(keys, next);
    wrapping = next;
  }

  private void save(Map<String, byte[]> content, Sealer sealer) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    line(text, "check", sealer.seal(NOTHING, context("check")));
    content.forEach((name, key) -> line(text, name, sealer.seal(key, context(name))));
    byte[] above = text.toString().getBytes(StandardCharsets.US_ASCII);
    line(text, "whole", sealer.seal(NOTHING, above));
    try {
      DurableFiles.replace(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("The keyring " + file + " cannot be written", e);
    }
  }

  private static void line(StringBuilder text, String name, byte[] sealed) {
    text.append(name).append(' ').append(Base64.getEncoder().encodeToString(sealed)).append('\n');
  }

  private static byte[] value(Path file, String line, String name) {
    if (!line.startsWith(name + " ")) {
      throw damaged(file);
    }
    try {
      return Base64.getDecoder().decode(line.substring(name.length() + 1));
    } catch (IllegalArgumentException e) {
      throw damaged(file);
    }
  }

  private static byte[] context(String name) {
    return ("keyring|" + name).getBytes(StandardCharsets.US_ASCII);
  }

  private static VaultException damaged(Path file) {
    return new VaultException(
        "The keyring "
            + file
            + " was altered or is damaged. Restore it from the last backup; without it the data"
            + " cannot be read.");
  }
}
