package io.thalweg.planner.validate.calcite;

import io.thalweg.core.function.CommonType;
import io.thalweg.core.type.DataType;
import io.thalweg.core.type.SimpleType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Lets types meet as core's [CommonType] says. Text is Unicode.
final class CoreTypeFactory extends SqlTypeFactoryImpl {
  CoreTypeFactory() {
    super(new CoreTypeSystem());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    if (types.stream().anyMatch(type -> type.isStruct() || type.getSqlTypeName() == null)) {
      return super.leastRestrictive(types, mappingRule);
    }
    List<DataType> core = types.stream().map(CoreTypes::toCore).toList();
    boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
    Optional<DataType> common = CommonType.of(core);
    if (common.isEmpty()) {
      return null;
    }
    boolean untyped = common.get() == SimpleType.NULL;
    boolean text =
        untyped && types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.CHAR);
    DataType type = text ? SimpleType.VARCHAR : common.get();
    return createTypeWithNullability(CoreTypes.toCalcite(this, type), nullable || untyped);
  }
}
