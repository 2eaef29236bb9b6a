package io.efollowup.hub.internal.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens. */
final class Lexer {
  /** The longest query. */
  static final int LONGEST = 4096;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$-]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");
  private static final Pattern SYMBOL = Pattern.compile("<>|!=|<=|>=|[=<>(),.*\\[\\]]");

  private final String query;
  private int at;

  private Lexer(String query) {
    this.query = query;
  }

  static List<Token> tokens(String query) {
    if (query.length() > LONGEST) {
      throw Refusal.of("A query has at most " + LONGEST + " characters.");
    }
    Lexer lexer = new Lexer(query);
    List<Token> tokens = new ArrayList<>();
    lexer.skip();
    while (lexer.at < query.length()) {
      tokens.add(lexer.next());
      lexer.skip();
    }
    tokens.add(new Token.End());
    return tokens;
  }

  private void skip() {
    match(SPACE);
  }

  private Token next() {
    char first = query.charAt(at);
    if (first == '\'' || first == '"') {
      return text(first);
    }
    String word = match(WORD);
    if (!word.isEmpty()) {
      return new Token.Word(word);
    }
    String number = match(NUMBER);
    if (!number.isEmpty()) {
      return new Token.Number(new BigDecimal(number));
    }
    String symbol = match(SYMBOL);
    if (symbol.isEmpty()) {
      throw Refusal.of("The query holds a character it cannot, at position " + (at + 1) + ".");
    }
    return new Token.Symbol(symbol);
  }

  private String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(query).region(at, query.length());
    if (!matcher.lookingAt()) {
      return "";
    }
    at = matcher.end();
    return matcher.group();
  }

  /** A quote inside is written twice, or behind a backslash. */
  private Token text(char quote) {
    StringBuilder value = new StringBuilder();
    int i = at + 1;
    while (i < query.length()) {
      char c = query.charAt(i);
      boolean followed = i + 1 < query.length();
      if (c == '\\' && followed && isEscapable(query.charAt(i + 1))) {
        value.append(query.charAt(i + 1));
        i += 2;
      } else if (c == quote && followed && query.charAt(i + 1) == quote) {
        value.append(quote);
        i += 2;
      } else if (c == quote) {
        at = i + 1;
        return new Token.Text(value.toString());
      } else {
        value.append(c);
        i++;
      }
    }
    throw Refusal.of("A text of the query has no end.");
  }

  private static boolean isEscapable(char c) {
    return c == '\'' || c == '"' || c == '\\';
  }
}
