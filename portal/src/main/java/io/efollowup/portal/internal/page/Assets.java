package io.efollowup.portal.internal.page;

import io.efollowup.portal.internal.web.Endpoint;
import io.efollowup.portal.internal.web.HttpProblem;
import io.efollowup.portal.internal.web.Reply;
import io.efollowup.portal.internal.web.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * The style sheet, scripts and icons: from the class path, at addresses that change with their
 * contents, so that browsers may keep them for ever. Nothing comes from another host.
 */
public final class Assets implements Endpoint {
  private static final String OWN = "/io/efollowup/portal/assets/";
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final int HASH_DIGITS = 12;

  /** A file; zipped when somebody first asks, for zipping would delay the start. */
  private static final class Asset {
    private final String type;
    private final byte[] plain;
    private final String address;
    private byte[] zipped;

    Asset(String type, byte[] plain, String address) {
      this.type = type;
      this.plain = plain;
      this.address = address;
    }

    synchronized byte[] zipped() {
      if (zipped == null) {
        zipped = zip(plain);
      }
      return zipped;
    }
  }

  private final Map<String, Asset> byName = new LinkedHashMap<>();
  private final Map<String, Asset> byAddress = new LinkedHashMap<>();

  public Assets() {
    add("portal.css", OWN + "portal.css", "text/css; charset=utf-8");
    add("portal.js", OWN + "portal.js", "text/javascript; charset=utf-8");
    add("charts.js", OWN + "charts.js", "text/javascript; charset=utf-8");
    add("report.js", OWN + "report.js", "text/javascript; charset=utf-8");
    add("icon.svg", OWN + "icon.svg", "image/svg+xml");
    add("echarts.js", webjar("echarts", "echarts.min.js"), "text/javascript; charset=utf-8");
    add("htmx.js", webjar("htmx.org", "dist/htmx.min.js"), "text/javascript; charset=utf-8");
  }

  /** The address of a file by its short name. */
  public String href(String name) {
    return byName.get(name).address;
  }

  /** The file at {@code /assets/{hash}/{name}}. */
  @Override
  public Reply answer(Request request) {
    Asset asset =
        Optional.ofNullable(byAddress.get(request.path())).orElseThrow(HttpProblem::notFound);
    boolean zip = request.header("accept-encoding").filter(e -> e.contains("gzip")).isPresent();
    Reply reply =
        Reply.of(200, asset.type, zip ? asset.zipped() : asset.plain)
            .with("cache-control", "public, max-age=31536000, immutable")
            .with("vary", "accept-encoding");
    return zip ? reply.with("content-encoding", "gzip") : reply;
  }

  private void add(String name, String resource, String type) {
    byte[] plain = read(resource);
    String address = "/assets/" + hash(plain) + "/" + name;
    Asset asset = new Asset(type, plain, address);
    byName.put(name, asset);
    byAddress.put(address, asset);
  }

  /** A file of a WebJar, whichever version of it the build brought. */
  private static String webjar(String name, String file) {
    String group = name.equals("echarts") ? "org.webjars" : "org.webjars.npm";
    String properties = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
    try (InputStream in = Assets.class.getResourceAsStream(properties)) {
      java.util.Properties values = new java.util.Properties();
      values.load(in);
      return WEBJARS + name + "/" + values.getProperty("version") + "/" + file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the portal's build lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
