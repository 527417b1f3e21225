package io.thalweg.planner.validate.operator;

import io.thalweg.core.error.ErrorCode;
import io.thalweg.core.error.ThalwegException;
import io.thalweg.core.expr.Literal;
import io.thalweg.core.function.CommonType;
import io.thalweg.core.function.FunctionCatalog;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;

/// A form of SQL that is more than a function call.
public final class FormFunction extends OurFunction {

  /// Which form.
  public enum Form {
    /// condition, result, …, otherwise.
    CASE,
    /// value, low, high.
    BETWEEN,
    /// value, option, ….
    IN,
    /// time, time of a version: the condition of a temporal join, `>=`.
    AS_OF,
    /// The same, `>`.
    AS_OF_GREATER,
    /// The same, `<=`.
    AS_OF_NOT_GREATER,
    /// The same, `<`.
    AS_OF_LESS
  }

  /// [Form#CASE].
  public static final FormFunction CASE = new FormFunction(Form.CASE);

  /// [Form#BETWEEN].
  public static final FormFunction BETWEEN = new FormFunction(Form.BETWEEN);

  /// [Form#IN].
  public static final FormFunction IN = new FormFunction(Form.IN);

  /// [Form#AS_OF].
  public static final FormFunction AS_OF = new FormFunction(Form.AS_OF);

  /// The condition of a temporal join by the comparison of the two times; empty when that is none
  /// of `>=`, `>`, `<=` and `<`.
  public static Optional<FormFunction> asOf(SqlKind comparison) {
    return Optional.ofNullable(
            switch (comparison) {
              case GREATER_THAN_OR_EQUAL -> Form.AS_OF;
              case GREATER_THAN -> Form.AS_OF_GREATER;
              case LESS_THAN_OR_EQUAL -> Form.AS_OF_NOT_GREATER;
              case LESS_THAN -> Form.AS_OF_LESS;
              default -> null;
            })
        .map(FormFunction::new);
  }

  /// Whether a join with this condition is temporal.
  public boolean isAsOf() {
    return switch (form) {
      case AS_OF, AS_OF_GREATER, AS_OF_NOT_GREATER, AS_OF_LESS -> true;
      case CASE, BETWEEN, IN -> false;
    };
  }

  private final Form form;

  private FormFunction(Form form) {
    super("$" + form.name());
    this.form = form;
  }

  public Form form() {
    return form;
  }

  @Override
  public DataType resultType(List<DataType> arguments, List<Optional<Literal>> constants) {
    return switch (form) {
      case CASE -> caseType(arguments);
      case BETWEEN, IN, AS_OF, AS_OF_GREATER, AS_OF_NOT_GREATER, AS_OF_LESS -> {
        DataType value = arguments.getFirst();
        DataType previous = SimpleType.NULL;
        for (DataType option : arguments.subList(1, arguments.size())) {
          if (!option.equals(previous)) {
            FunctionCatalog.resolve("eq", List.of(value, option));
            previous = option;
          }
        }
        yield SimpleType.BOOLEAN;
      }
    };
  }

  private static DataType caseType(List<DataType> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      DataType condition = arguments.get(i);
      if (condition != SimpleType.BOOLEAN && condition != SimpleType.NULL) {
        throw new ThalwegException(
            ErrorCode.TYPE_MISMATCH,
            "WHEN needs a BOOLEAN, not a " + condition.sql() + "; compare it with a value");
      }
    }
    return CommonType.of(results(arguments))
        .orElseThrow(
            () ->
                new ThalwegException(
                    ErrorCode.TYPE_MISMATCH,
                    "the results of CASE have no common type: "
                        + results(arguments).stream().map(DataType::sql).distinct().toList()
                        + "; cast them to one type"));
  }

  /// The types of a CASE's results among those of its arguments.
  public static List<DataType> results(List<DataType> arguments) {
    List<DataType> results = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      results.add(arguments.get(i));
    }
    results.add(arguments.getLast());
    return results;
  }
}
