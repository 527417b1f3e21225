package io.thalweg.core.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Expression;
import java.util.List;

/// Plans as JSON, so that fragments can travel. The node's and expression's class names, without
/// package, are the only type names read; nothing else can be instantiated. Thread-safe.
public final class PlanJson {
  private static final ObjectMapper MAPPER = mapper();

  private PlanJson() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper = JsonMapper.builder().addModule(new Jdk8Module()).build();
    for (Class<?> sealed : List.of(PlanNode.class, Expression.class, Distribution.class)) {
      for (Class<?> permitted : sealed.getPermittedSubclasses()) {
        mapper.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
      }
    }
    return mapper;
  }

  public static String write(PhysicalPlan plan) {
    try {
      return MAPPER.writeValueAsString(plan);
    } catch (JsonProcessingException e) {
      throw ThalwegException.wrap(e);
    }
  }

  /// @throws ThalwegException INTERNAL_ERROR when `json` is no plan of this version
  public static PhysicalPlan read(String json) {
    try {
      return MAPPER.readValue(json, PhysicalPlan.class);
    } catch (JsonProcessingException e) {
      throw new ThalwegException(
          ErrorCode.INTERNAL_ERROR,
          "plan cannot be read; are all nodes of one version? " + e.getOriginalMessage(),
          e);
    }
  }
}
