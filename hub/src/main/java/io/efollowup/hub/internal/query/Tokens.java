package io.efollowup.hub.internal.query;

import java.util.List;

/** The tokens of a query and how far they have been read. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  /**
   * @param tokens the last is {@link Token.End}
   */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token take() {
    Token token = tokens.get(at);
    if (!(token instanceof Token.End)) {
      at++;
    }
    return token;
  }

  /** Takes a keyword if it comes next. */
  boolean takeWord(String keyword) {
    boolean next = peek() instanceof Token.Word word && word.is(keyword);
    if (next) {
      at++;
    }
    return next;
  }

  boolean takeSymbol(String symbol) {
    boolean next = peek() instanceof Token.Symbol(var text) && text.equals(symbol);
    if (next) {
      at++;
    }
    return next;
  }

  /** Whether a word comes next and an opening parenthesis behind it. */
  boolean isCall() {
    return peek() instanceof Token.Word
        && tokens.get(at + 1) instanceof Token.Symbol(var text)
        && text.equals("(");
  }

  boolean isCall(String name) {
    return isCall() && peek() instanceof Token.Word word && word.is(name);
  }

  void requireWord(String keyword) {
    if (!takeWord(keyword)) {
      throw Refusal.of("The query has no " + keyword + " where it is expected.");
    }
  }

  void requireSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw Refusal.of("The query has no " + symbol + " where it is expected.");
    }
  }

  String requireName() {
    if (take() instanceof Token.Word word) {
      return word.text();
    }
    throw Refusal.of("The query has no name where one is expected.");
  }

  void requireEnd() {
    if (!(peek() instanceof Token.End)) {
      throw Refusal.of("The query goes on where its end is expected.");
    }
  }
}
