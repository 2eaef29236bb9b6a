package io.efollowup.report.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds known fonts by their file names, best first. The directories are walked once. */
public final class FontFinder {
  private static final int DEPTH = 6;

  /** File name of the regular and of the bold weight, and the face of a collection. */
  private record Known(String regular, String bold, String face) {}

  private static final List<Known> LATIN =
      List.of(
          new Known("liberationsans-regular.ttf", "liberationsans-bold.ttf", ""),
          new Known("arial.ttf", "arialbd.ttf", ""),
          new Known("arial.ttf", "arial bold.ttf", ""),
          new Known("notosans-regular.ttf", "notosans-bold.ttf", ""),
          new Known("dejavusans.ttf", "dejavusans-bold.ttf", ""),
          new Known("roboto-regular.ttf", "roboto-bold.ttf", ""),
          new Known("freesans.ttf", "freesansbold.ttf", ""));

  private static final List<Known> CHINESE =
      List.of(
          new Known("notosanssc-regular.ttf", "notosanssc-bold.ttf", ""),
          new Known("sourcehansanssc-regular.ttf", "sourcehansanssc-bold.ttf", ""),
          new Known("msyh.ttc", "msyhbd.ttc", "MicrosoftYaHei"),
          new Known("wqy-microhei.ttc", "", "WenQuanYiMicroHei"),
          new Known("wqy-zenhei.ttc", "", "WenQuanYiZenHei"),
          new Known("simhei.ttf", "", ""),
          new Known("stheiti light.ttc", "stheiti medium.ttc", "STHeitiSC-Light"),
          new Known("arial unicode.ttf", "", ""),
          new Known("droidsansfallbackfull.ttf", "", ""),
          new Known("simsun.ttc", "", "SimSun"),
          new Known("uming.ttc", "", "UMingCN"));

  private final List<Path> directories;
  private Map<String, Path> files;

  public FontFinder(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Where fonts usually are, on Linux, macOS and Windows. */
  public static List<Path> systemDirectories() {
    Path home = Path.of(System.getProperty("user.home", ""));
    List<Path> directories = new ArrayList<>();
    directories.add(home.resolve(".local/share/fonts"));
    directories.add(home.resolve(".fonts"));
    directories.add(Path.of("/usr/local/share/fonts"));
    directories.add(Path.of("/usr/share/fonts"));
    directories.add(home.resolve("Library/Fonts"));
    directories.add(Path.of("/Library/Fonts"));
    directories.add(Path.of("/System/Library/Fonts"));
    String windows = System.getenv("WINDIR");
    if (windows != null) {
      directories.add(Path.of(windows).resolve("Fonts"));
    }
    return directories;
  }

  /** The best Latin font, in a list of one; empty where there is none. */
  public List<FontFile> latin() {
    return first(LATIN).map(List::of).orElse(List.of());
  }

  /** The best font with Chinese characters. */
  public Optional<FontFile> chinese() {
    return first(CHINESE);
  }

  private Optional<FontFile> first(List<Known> candidates) {
    Map<String, Path> found = files();
    return candidates.stream()
        .filter(known -> found.containsKey(known.regular()))
        .findFirst()
        .map(
            known ->
                new FontFile(
                    found.get(known.regular()),
                    Optional.ofNullable(found.get(known.bold())),
                    known.face()));
  }

  private synchronized Map<String, Path> files() {
    if (files == null) {
      files = new HashMap<>();
      directories.stream().filter(Files::isDirectory).forEach(this::collect);
    }
    return files;
  }

  private void collect(Path directory) {
    try (Stream<Path> tree = Files.walk(directory, DEPTH)) {
      tree.filter(FontFinder::isFont).forEach(file -> files.putIfAbsent(name(file), file));
    } catch (IOException | UncheckedIOException e) {
      // A directory that cannot be read has no fonts for us; the others may.
    }
  }

  private static boolean isFont(Path file) {
    String name = name(file);
    return name.endsWith(".ttf") || name.endsWith(".ttc");
  }

  private static String name(Path file) {
    return file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
