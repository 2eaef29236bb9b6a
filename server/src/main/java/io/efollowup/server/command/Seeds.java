package io.efollowup.server.command;

import java.util.List;

/** Seeds of splits, in the order asked for, each once. */
record Seeds(List<Integer> numbers) {}
