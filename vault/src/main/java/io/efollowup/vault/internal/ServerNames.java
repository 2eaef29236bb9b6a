package io.efollowup.vault.internal;

import io.efollowup.vault.VaultException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names a server answers to, in the form certificates carry them. */
public final class ServerNames {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
  private static final Pattern HOST =
      Pattern.compile("(?:\\*\\.)?" + LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

  private ServerNames() {}

  /**
   * Names as they are compared: hosts in lower case and ASCII, addresses written in full. The order
   * is kept.
   *
   * @throws VaultException naming the one that is neither a host name nor an address
   */
  public static SequencedSet<String> canonical(Collection<String> names) {
    SequencedSet<String> canonical = new LinkedHashSet<>();
    names.forEach(name -> canonical.add(canonical(name.strip())));
    if (canonical.isEmpty()) {
      throw new VaultException("A server certificate needs at least one name.");
    }
    return canonical;
  }

  private static String canonical(String name) {
    if (isAddress(name)) {
      try {
        return InetAddress.getByName(name).getHostAddress();
      } catch (UnknownHostException e) {
        throw new VaultException("'" + name + "' is not an IP address.");
      }
    }
    try {
      String host = IDN.toASCII(name).toLowerCase(Locale.ROOT);
      if (host.length() <= 253 && HOST.matcher(host).matches()) {
        return host;
      }
    } catch (IllegalArgumentException e) {
      // refused below, with the name
    }
    throw new VaultException("'" + name + "' is neither a host name nor an IP address.");
  }

  /** The names a certificate carries, in the same form. */
  public static Set<String> of(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      Set<String> found = new LinkedHashSet<>();
      for (List<?> name : names == null ? List.<List<?>>of() : names) {
        int type = (Integer) name.getFirst();
        if (type == DNS_NAME || type == IP_ADDRESS) {
          found.add((String) name.get(1));
        }
      }
      return found;
    } catch (CertificateParsingException e) {
      return Set.of(); // it carries none that anybody could match
    }
  }

  /** Whether a name is a literal address. */
  static boolean isAddress(String name) {
    // With a colon it can only be an IPv6 literal: nothing is ever looked up in DNS.
    return (name.indexOf(':') >= 0 && name.indexOf('%') < 0) || IPV4.matcher(name).matches();
  }
}
