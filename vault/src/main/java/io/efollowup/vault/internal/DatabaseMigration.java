package io.efollowup.vault.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;

/**
 * Brings a database to the newest schema with Flyway. Flyway needs half a second to find out that
 * there is nothing to do, so a checksum of the scripts last applied is kept in the file's
 * user_version, and Flyway is started only when it differs.
 */
public final class DatabaseMigration {
  private DatabaseMigration() {}

  public static void migrate(DatabaseConnections connections, String location) throws SQLException {
    int wanted = checksum(location);
    try (Connection connection = connections.open()) {
      if (appliedChecksum(connection) == wanted) {
        return;
      }
    }
    Flyway.configure()
        .dataSource(new OpeningDataSource(connections))
        .locations("classpath:" + location)
        .loggers("slf4j")
        .load()
        .migrate();
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + wanted);
    }
  }

  private static int appliedChecksum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Over names and contents of the scripts; never 0, which an empty file has. */
  private static int checksum(String location) {
    URL folder = DatabaseMigration.class.getClassLoader().getResource(location);
    if (folder == null) {
      throw new IllegalArgumentException("no migrations on the classpath at " + location);
    }
    try {
      URI uri = folder.toURI();
      if (!uri.getScheme().equals("jar")) {
        return checksum(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return checksum(jar.getPath(location));
      } catch (FileSystemAlreadyExistsException e) {
        return checksum(FileSystems.getFileSystem(uri).getPath(location));
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no readable location: " + location, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int checksum(Path folder) throws IOException {
    List<Path> scripts;
    try (Stream<Path> found = Files.list(folder)) {
      scripts = found.filter(path -> path.toString().endsWith(".sql")).sorted().toList();
    }
    CRC32 crc = new CRC32();
    for (Path script : scripts) {
      crc.update(script.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(script)) {
        crc.update(in.readAllBytes());
      }
    }
    int value = (int) crc.getValue();
    return value == 0 ? 1 : value;
  }
}
