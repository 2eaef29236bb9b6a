package io.efollowup.conformance2016;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/** One hub for all tests of the module, which take it as {@code Era}. */
final class EraExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace ERA = Namespace.create(EraExtension.class);

  /** Skips the tests where the hub may not be started, and says why. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      era(context);
      return ConditionEvaluationResult.enabled("the hub runs");
    } catch (TestAbortedException e) {
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Era.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return era(context);
  }

  private static Era era(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ERA)
        .getOrComputeIfAbsent(Era.class, key -> Era.begin(), Era.class);
  }
}
