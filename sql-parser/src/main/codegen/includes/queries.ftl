<#-- What Thalweg's queries have beyond Calcite's. build.xml renames Calcite's productions of the same
     names, so that these take their place. -->

/** A leaf of a query: SELECT, FROM without SELECT, VALUES or TABLE. */
SqlNode LeafQuery(ExprContext exprContext) :
{
    SqlNode e;
}
{
    { checkQueryExpression(exprContext); }
    e = SqlSelect() { return e; }
|
    e = FromFirst() { return e; }
|
    e = TableConstructor() { return e; }
|
    e = ExplicitTable(getPos()) { return e; }
}

/** SELECT without ORDER BY. */
SqlSelect SqlSelect() :
{
    final SelectParts parts = new SelectParts();
    final Span s;
}
{
    <SELECT> { s = span(); }
    SelectHead(parts)
    [ <FROM> parts.from = FromClause() ]
    SelectTail(parts)
    { return parts.select(s.end(this)); }
}

/** {@code FROM t} means {@code SELECT * FROM t}; {@code FROM t SELECT a} is SELECT turned round. */
SqlSelect FromFirst() :
{
    final SelectParts parts = new SelectParts();
    final Span s;
}
{
    <FROM> { s = span(); }
    parts.from = FromClause()
    [ <SELECT> SelectHead(parts) ]
    SelectTail(parts)
    { return parts.select(s.end(this)); }
}

void SelectHead(SelectParts parts) :
{
    final Span s;
    SqlNode e;
}
{
    [ <STREAM> { parts.keywords.add(SqlSelectKeyword.STREAM.symbol(getPos())); } ]
    [
        <DISTINCT> { s = span(); }
        (
            <ON> <LPAREN> parts.distinctOn = ExpressionCommaList(s, ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
        |
            { parts.keywords.add(SqlSelectKeyword.DISTINCT.symbol(getPos())); }
        )
    |
        <ALL> { parts.keywords.add(SqlSelectKeyword.ALL.symbol(getPos())); }
    ]
    AddSelectItem(parts.items)
    ( <COMMA> AddSelectItem(parts.items) )*
}

void SelectTail(SelectParts parts) :
{}
{
    [ parts.where = Where() ]
    [ parts.groupBy = GroupBy() ]
    [ parts.having = Having() ]
    [ parts.windows = Window() ]
    [ parts.qualify = Qualify() ]
}

/** GROUP BY ALL, or Calcite's grouping elements. */
SqlNodeList GroupBy() :
{
    final List<SqlNode> list;
    final Span s;
}
{
    <GROUP> { s = span(); } <BY>
    (
        <ALL> {
            return new SqlNodeList(
                ImmutableList.of(Dialect.GROUP_BY_ALL.createCall(getPos())), s.end(this));
        }
    |
        list = GroupingElementList() { return new SqlNodeList(list, s.end(this)); }
    )
}

/** An item of ORDER BY: ALL, or an expression. */
void AddOrderItem(List<SqlNode> list) :
{
    SqlNode e;
}
{
    (
        <ALL> { e = Dialect.ORDER_BY_ALL.createCall(getPos()); }
    |
        e = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    [
        <ASC>
    |   <DESC> { e = SqlStdOperatorTable.DESC.createCall(getPos(), e); }
    ]
    [
        <NULLS>
        (
            <FIRST> { e = SqlStdOperatorTable.NULLS_FIRST.createCall(getPos(), e); }
        |   <LAST> { e = SqlStdOperatorTable.NULLS_LAST.createCall(getPos(), e); }
        )
    ]
    { list.add(e); }
}

/** ORDER BY, LIMIT, OFFSET and FETCH behind a query; the last three in any order. */
SqlNode OrderByLimitOpt(SqlNode e) :
{
    SqlNodeList orderBy = null;
    final SqlNode[] offsetFetch = {null, null};
    final Span s = Span.of();
}
{
    [ orderBy = OrderBy(e.isA(SqlKind.QUERY)) ]
    (
        LimitClause(s, offsetFetch)
    |   OffsetClause(s, offsetFetch)
    |   FetchClause(offsetFetch)
    )*
    {
        e = DistinctOn.expand(e, orderBy);
        if (orderBy == null && offsetFetch[0] == null && offsetFetch[1] == null) {
            return e;
        }
        if (!e.isA(SqlKind.QUERY)) {
            throw SyntaxErrors.at(getToken(0), "LIMIT, OFFSET and FETCH belong behind a query");
        }
        return new SqlOrderBy(Span.of(e).end(this), e,
            Util.first(orderBy, SqlNodeList.EMPTY), offsetFetch[0], offsetFetch[1]);
    }
}

/** LIMIT count, LIMIT ALL. */
void LimitClause(Span s, SqlNode[] offsetFetch) :
{}
{
    <LIMIT> { Queries.once(offsetFetch[1], getToken(0)); }
    ( offsetFetch[1] = UnsignedNumericLiteralOrParam() | <ALL> | <NULL> )
}

/** FETCH FIRST [count] ROWS ONLY. */
void FetchClause(SqlNode[] offsetFetch) :
{}
{
    <FETCH> { Queries.once(offsetFetch[1], getToken(0)); } ( <FIRST> | <NEXT> ) { offsetFetch[1] = SqlLiteral.createExactNumeric("1", getPos()); }
    [ offsetFetch[1] = UnsignedNumericLiteralOrParam() ]
    ( <ROW> | <ROWS> ) <ONLY>
}

/** A file's path as a table. */
SqlNode ExtendedTableRef() :
{
    final String path;
    final SqlParserPos pos;
}
{
    path = SimpleStringLiteral() {
        pos = getPos();
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(pos,
            createCall(new SqlIdentifier(Dialect.READ_FILE, pos), pos,
                SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION, null,
                ImmutableList.of(SqlLiteral.createCharString(path, pos))));
    }
}

/** An expression, or a query where the context takes one. */
SqlNode Expression(ExprContext exprContext) :
{
    final List<Object> list;
}
{
    list = Expression2(exprContext) { return ExpressionTree.of(list); }
}

/** {@code a AT TIME ZONE zone}. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlParserPos pos;
}
{
    <AT> {
        checkNonQueryExpression(exprContext);
        pos = getPos();
    }
    <TIME> <ZONE> {
        list.add(new SqlParserUtil.ToTreeListItem(Dialect.AT_TIME_ZONE, pos));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code a::type}. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
    final SqlParserPos pos;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        pos = getPos();
    }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(SqlLibraryOperators.INFIX_CAST, pos));
        list.add(type);
    }
}

/** INTERVAL YEAR TO MONTH as a type. */
SqlTypeNameSpec IntervalTypeName() :
{
    final SqlIntervalQualifier qualifier;
}
{
    <INTERVAL> qualifier = IntervalQualifier() {
        return new SqlBasicTypeNameSpec(qualifier.typeName(), getPos());
    }
}

/** A window: as Calcite's, with GROUPS frames. */
SqlWindow WindowSpecification() :
{
    SqlIdentifier base = null;
    SqlNodeList partition = SqlNodeList.EMPTY;
    SqlNodeList order = SqlNodeList.EMPTY;
    WindowFrame.Unit unit = WindowFrame.Unit.RANGE;
    SqlNode lower = null;
    SqlNode upper = null;
    SqlLiteral exclude;
    final Span s;
    final Span s1;
}
{
    <LPAREN> {
        s = span();
        exclude = SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO);
    }
    [ base = SimpleIdentifier() ]
    [ <PARTITION> { s1 = span(); } <BY> partition = ExpressionCommaList(s1, ExprContext.ACCEPT_NON_QUERY) ]
    [ order = OrderBy(true) ]
    [
        (
            <ROWS> { unit = WindowFrame.Unit.ROWS; }
        |   <RANGE>
        |   <GROUPS> { unit = WindowFrame.Unit.GROUPS; }
        )
        (
            <BETWEEN> lower = WindowRange() <AND> upper = WindowRange()
        |   lower = WindowRange()
        )
        exclude = WindowExclusion()
    ]
    <RPAREN>
    { return new WindowFrame(unit, lower, upper, exclude).window(base, partition, order, s.end(this)); }
}
