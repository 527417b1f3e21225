<#-- Thalweg's statements. The first words of a statement and its clauses are no keywords: they are
     compared as text (Words), so that every one of them stays a name elsewhere. -->

/** One statement and nothing behind it. */
Statement WholeStatement() :
{
    final Statement statement;
}
{
    statement = AnyStatement() <EOF> { return statement; }
}

Statement AnyStatement() :
{
    final Statement s;
    final SqlNode change;
}
{
    (
        LOOKAHEAD({ Words.is(getToken(1), "CREATE") }) s = CreateStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "DROP") }) s = DropStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "TRUNCATE") }) s = TruncateStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "COPY") }) s = CopyStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "EXPLAIN") }) s = ExplainStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "SHOW") }) s = ShowStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "SET") }) s = SetStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "RESET") }) s = ResetStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "USE") }) s = UseStatement()
    |   LOOKAHEAD({ Words.isAny(getToken(1), "DESCRIBE", "DESC") }) s = DescribeStatement()
    |   LOOKAHEAD({ Words.is(getToken(1), "SUMMARIZE") }) s = SummarizeStatement()
    |   LOOKAHEAD({ Words.isAny(getToken(1), "BEGIN", "START", "COMMIT", "ROLLBACK", "ABORT") })
        s = TransactionStatement()
    |   LOOKAHEAD({ Words.isJobCommand(getToken(1), getToken(2)) }) s = JobStatement()
    |   change = SqlInsert() { s = new Statement.Insert((SqlInsert) change); }
    |   change = SqlUpdate() { s = new Statement.Update((SqlUpdate) change); }
    |   change = SqlDelete() { s = new Statement.Delete((SqlDelete) change); }
    |   change = SqlMerge() { s = new Statement.Merge((SqlMerge) change); }
    |   LOOKAHEAD({ true }) s = QueryStatement()
    )
    { return s; }
}

/** The next token, which has to be this word. */
JAVACODE void Word(String word) {
    if (!Words.is(getToken(1), word)) {
        throw SyntaxErrors.unexpected(getToken(1), Collections.singletonList(word));
    }
    getNextToken();
}

JAVACODE Statement Expected(List<String> words) {
    throw SyntaxErrors.unexpected(getToken(1), words);
}

Statement.Query QueryStatement() :
{
    final SqlNode query;
    Statement.Emit emit = null;
}
{
    {
        if (getToken(1).kind == IDENTIFIER) {
            throw SyntaxErrors.unexpected(getToken(1), Words.STATEMENTS);
        }
    }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ { Queries.checkStreaming(query, getToken(1)); } emit = EmitClause() ]
    { return Queries.statement(query, emit, getToken(0)); }
}

/** The query of a materialized view. */
Statement.Query EmittingQuery() :
{
    final SqlNode query;
    Statement.Emit emit = null;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ emit = EmitClause() ]
    { return Queries.statement(query, emit, getToken(0)); }
}

Statement.Emit EmitClause() :
{}
{
    <EMIT>
    (
        <ON> Word("WATERMARK") { return Statement.Emit.ON_WATERMARK; }
    |
        LOOKAHEAD({ true }) Word("CHANGES") { return Statement.Emit.CHANGES; }
    )
}

/** What DESCRIBE and SUMMARIZE look at: a query, or a table as SELECT * from it. */
SqlNode TableOrQuery() :
{
    final SqlNode node;
}
{
    LOOKAHEAD({ Words.startsQuery(getToken(1)) })
    node = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return node; }
|
    node = TableRef() { return Queries.all(node); }
}

//~ CREATE and DROP ---------------------------------------------------------

Statement CreateStatement() :
{
    Statement.CreateMode mode = Statement.CreateMode.FAIL_IF_EXISTS;
    final Statement s;
}
{
    Word("CREATE")
    [ <OR> Word("REPLACE") { mode = Statement.CreateMode.OR_REPLACE; } ]
    (
        <TABLE> s = CreateTable(mode)
    |   LOOKAHEAD({ Words.is(getToken(1), "VIEW") }) s = CreateView(mode)
    |   LOOKAHEAD({ Words.is(getToken(1), "MATERIALIZED") }) s = CreateMaterializedView(mode)
    |   LOOKAHEAD({ Words.is(getToken(1), "SCHEMA") }) s = CreateSchema(mode)
    |   LOOKAHEAD({ Words.is(getToken(1), "JOB") }) s = CreateJob(mode)
    |   LOOKAHEAD({ Words.isAny(getToken(1), "INDEX", "UNIQUE") }) s = CreateIndex()
    |   LOOKAHEAD({ true })
        s = Expected(Arrays.asList("TABLE", "VIEW", "MATERIALIZED VIEW", "SCHEMA", "JOB"))
    )
    { return s; }
}

Statement.CreateMode IfNotExistsOpt(Statement.CreateMode mode) :
{}
{
    [
        LOOKAHEAD({ Words.is(getToken(1), "IF") })
        Word("IF") <NOT> Word("EXISTS") {
            if (mode == Statement.CreateMode.OR_REPLACE) {
                throw SyntaxErrors.at(getToken(0), "OR REPLACE and IF NOT EXISTS exclude each other");
            }
            return Statement.CreateMode.IF_NOT_EXISTS;
        }
    ]
    { return mode; }
}

Statement CreateTable(Statement.CreateMode mode) :
{
    final SqlIdentifier name;
    final ElementList elements = new ElementList();
    List<Option> settings = Collections.emptyList();
    SqlNode query = null;
}
{
    mode = IfNotExistsOpt(mode)
    name = CompoundIdentifier()
    [
        <LPAREN> TableElement(elements) ( <COMMA> TableElement(elements) )* <RPAREN>
    ]
    [ <WITH> settings = WithOptions() ]
    [ <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) ]
    { return elements.table(name, mode, settings, query, getToken(0)); }
}

void TableElement(ElementList elements) :
{
    final SqlIdentifier name;
    final SqlNode expression;
}
{
    LOOKAHEAD({ Words.is(getToken(1), "WATERMARK") && getToken(2).kind == FOR })
    Word("WATERMARK") <FOR> name = SimpleIdentifier() <AS> expression = Expression(ExprContext.ACCEPT_NON_QUERY)
    { elements.watermark(name, expression); }
|
    LOOKAHEAD({ Words.startsConstraint(getToken(1), getToken(2)) })
    TableConstraint(elements)
|
    LOOKAHEAD({ true }) TableColumn(elements)
}

void TableConstraint(ElementList elements) :
{
    SqlNodeList columns;
}
{
    [ LOOKAHEAD({ Words.is(getToken(1), "CONSTRAINT") }) Word("CONSTRAINT") SimpleIdentifier() ]
    (
        LOOKAHEAD({ Words.is(getToken(1), "PRIMARY") })
        Word("PRIMARY") Word("KEY") columns = ParenthesizedSimpleIdentifierList() { elements.key(true, columns); }
    |
        LOOKAHEAD({ Words.is(getToken(1), "UNIQUE") })
        Word("UNIQUE") columns = ParenthesizedSimpleIdentifierList() { elements.key(false, columns); }
    |
        LOOKAHEAD({ true }) UnsupportedConstraint()
    )
}

JAVACODE void UnsupportedConstraint() {
    throw Words.unsupportedConstraint(getToken(1));
}

void TableColumn(ElementList elements) :
{
    final SqlIdentifier name;
    SqlDataTypeSpec type = null;
}
{
    name = SimpleIdentifier()
    [ LOOKAHEAD({ !Words.endsColumn(getToken(1)) }) type = DataType() ]
    { elements.column(name, type); }
    ( LOOKAHEAD({ !Words.endsElement(getToken(1)) }) ColumnConstraint(elements) )*
}

void ColumnConstraint(ElementList elements) :
{
    final SqlNode value;
}
{
    <NOT> <NULL> { elements.notNull(); }
|
    <NULL>
|
    <DEFAULT_> value = Expression(ExprContext.ACCEPT_NON_QUERY) { elements.defaultValue(value); }
|
    LOOKAHEAD({ Words.is(getToken(1), "PRIMARY") })
    Word("PRIMARY") Word("KEY") { elements.key(true); }
|
    LOOKAHEAD({ Words.is(getToken(1), "UNIQUE") })
    Word("UNIQUE") { elements.key(false); }
|
    LOOKAHEAD({ true }) UnsupportedConstraint()
}

Statement CreateView(Statement.CreateMode mode) :
{
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlNode query;
}
{
    Word("VIEW") mode = IfNotExistsOpt(mode) name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <AS> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new Statement.CreateView(name, mode, ElementList.names(columns), Queries.checked(query, getToken(0))); }
}

Statement CreateMaterializedView(Statement.CreateMode mode) :
{
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    List<Option> settings = Collections.emptyList();
    final Statement.Query query;
}
{
    Word("MATERIALIZED") Word("VIEW") mode = IfNotExistsOpt(mode) name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    [ <WITH> settings = WithOptions() ]
    <AS> query = EmittingQuery()
    {
        return new Statement.Streaming.CreateMaterializedView(
            name, mode, ElementList.names(columns), settings, query);
    }
}

Statement CreateSchema(Statement.CreateMode mode) :
{
    final SqlIdentifier name;
}
{
    Word("SCHEMA") mode = IfNotExistsOpt(mode) name = CompoundIdentifier()
    { return new Statement.CreateSchema(name, mode); }
}

Statement CreateJob(Statement.CreateMode mode) :
{
    final SqlIdentifier name;
    List<Option> settings = Collections.emptyList();
    final SqlNode insert;
    Statement.Emit emit = Statement.Emit.CHANGES;
}
{
    Word("JOB") mode = IfNotExistsOpt(mode) name = SimpleIdentifier()
    [ <WITH> settings = WithOptions() ]
    <AS> insert = SqlInsert()
    [ emit = EmitClause() ]
    {
        return new Statement.Streaming.CreateJob(
            name, mode, settings, new Statement.Insert((SqlInsert) insert), emit);
    }
}

Statement CreateIndex() :
{
    SqlIdentifier name = null;
    final SqlIdentifier table;
}
{
    [ LOOKAHEAD({ Words.is(getToken(1), "UNIQUE") }) Word("UNIQUE") ]
    Word("INDEX")
    [ LOOKAHEAD({ Words.is(getToken(1), "IF") }) Word("IF") <NOT> Word("EXISTS") ]
    [ name = CompoundIdentifier() ]
    <ON> table = CompoundIdentifier()
    <LPAREN> OrderItemList(new ArrayList<SqlNode>()) <RPAREN>
    { return new Statement.CreateIndex(name, table); }
}

Statement DropStatement() :
{
    final Statement.ObjectKind kind;
    boolean ifExists;
    final SqlIdentifier name;
    boolean cascade = false;
}
{
    Word("DROP")
    (
        LOOKAHEAD({ Words.is(getToken(1), "JOB") })
        Word("JOB") ifExists = IfExistsOpt() name = SimpleIdentifier()
        { return new Statement.Streaming.DropJob(name, ifExists); }
    |
        LOOKAHEAD({ true })
        kind = ObjectKind() ifExists = IfExistsOpt() name = CompoundIdentifier()
        [ LOOKAHEAD({ Words.is(getToken(1), "CASCADE") }) Word("CASCADE") { cascade = true; } ]
        [ LOOKAHEAD({ !cascade && Words.is(getToken(1), "RESTRICT") }) Word("RESTRICT") ]
        { return new Statement.Drop(kind, name, ifExists, cascade); }
    )
}

boolean IfExistsOpt() :
{}
{
    [ LOOKAHEAD({ Words.is(getToken(1), "IF") }) Word("IF") Word("EXISTS") { return true; } ]
    { return false; }
}

Statement.ObjectKind ObjectKind() :
{}
{
    <TABLE> { return Statement.ObjectKind.TABLE; }
|
    LOOKAHEAD({ Words.is(getToken(1), "VIEW") }) Word("VIEW") { return Statement.ObjectKind.VIEW; }
|
    LOOKAHEAD({ Words.is(getToken(1), "MATERIALIZED") })
    Word("MATERIALIZED") Word("VIEW") { return Statement.ObjectKind.MATERIALIZED_VIEW; }
|
    LOOKAHEAD({ Words.is(getToken(1), "SCHEMA") }) Word("SCHEMA") { return Statement.ObjectKind.SCHEMA; }
|
    LOOKAHEAD({ Words.is(getToken(1), "INDEX") }) Word("INDEX") { return Statement.ObjectKind.INDEX; }
|
    LOOKAHEAD({ true }) {
        throw SyntaxErrors.unexpected(getToken(1),
            Arrays.asList("TABLE", "VIEW", "MATERIALIZED VIEW", "SCHEMA", "INDEX", "JOB"));
    }
}

//~ Options -----------------------------------------------------------------

/** {@code (name = value, …)}. */
List<Option> WithOptions() :
{
    final List<Option> settings = new ArrayList<Option>();
}
{
    <LPAREN> AddOption(settings) ( <COMMA> AddOption(settings) )* <RPAREN> { return settings; }
}

/** {@code name = value}, {@code name value} or {@code name}. */
void AddOption(List<Option> settings) :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = OptionName()
    (
        LOOKAHEAD({ Words.endsElement(getToken(1)) })
        { value = SqlLiteral.createBoolean(true, getPos()); }
    |
        [ <EQ> ] value = OptionValue()
    )
    { settings.add(new Option(name, value)); }
}

SqlIdentifier OptionName() :
{
    final String text;
    final SqlIdentifier name;
}
{
    text = SimpleStringLiteral() { return new SqlIdentifier(text, getPos()); }
|
    LOOKAHEAD({ Words.namesOption(getToken(1), getToken(2)) })
    { getNextToken(); return new SqlIdentifier(token.image, getPos()); }
|
    name = CompoundIdentifier() { return new SqlIdentifier(String.join(".", name.names), name.getParserPosition()); }
}

/** A literal, a bare word as a string, a parameter, or a list of them in parentheses. */
SqlNode OptionValue() :
{
    final SqlNode value;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    final Span s;
    SqlNode item;
}
{
    <LPAREN> { s = span(); }
    item = OptionValue() { values.add(item); }
    ( <COMMA> item = OptionValue() { values.add(item); } )*
    <RPAREN> { return SqlStdOperatorTable.ROW.createCall(s.end(this), values); }
|
    value = DynamicParam() { return value; }
|
    LOOKAHEAD({ Words.isWord(getToken(1)) && !Words.isAny(getToken(1), "TRUE", "FALSE", "NULL", "INTERVAL") })
    value = BareWord() { return value; }
|
    value = Literal() { return value; }
}

JAVACODE SqlNode BareWord() {
    getNextToken();
    return SqlLiteral.createCharString(token.image, getPos());
}

//~ The rest ----------------------------------------------------------------

Statement TruncateStatement() :
{
    final SqlIdentifier table;
}
{
    Word("TRUNCATE") [ <TABLE> ] table = CompoundIdentifier() { return new Statement.Truncate(table); }
}

Statement CopyStatement() :
{
    final SqlNode query;
    final String path;
    List<Option> settings = Collections.emptyList();
}
{
    Word("COPY")
    (
        <LPAREN> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <RPAREN>
    |
        query = CopiedTable()
    )
    (
        <TO>
    |
        <FROM> { throw Words.copyFrom(getToken(0)); }
    )
    path = SimpleStringLiteral()
    [ [ <WITH> ] settings = WithOptions() ]
    { return new Statement.Copy(Queries.checked(query, getToken(0)), path, settings); }
}

SqlNode CopiedTable() :
{
    final SqlIdentifier table;
    SqlNodeList columns = SqlNodeList.EMPTY;
}
{
    table = CompoundIdentifier() [ columns = ParenthesizedSimpleIdentifierList() ]
    { return Queries.select(columns, table); }
}

Statement ExplainStatement() :
{
    final ExplainOptions settings = new ExplainOptions();
    final Statement statement;
}
{
    Word("EXPLAIN")
    [ LOOKAHEAD({ Words.is(getToken(1), "ANALYZE") }) Word("ANALYZE") { settings.analyze(); } ]
    [
        LOOKAHEAD({ getToken(1).kind == LPAREN && ExplainOptions.isName(getToken(2)) })
        <LPAREN> ExplainOption(settings) ( <COMMA> ExplainOption(settings) )* <RPAREN>
    ]
    [ LOOKAHEAD({ Words.is(getToken(1), "PLAN") }) Word("PLAN") <FOR> ]
    statement = AnyStatement()
    { return settings.explain(statement); }
}

void ExplainOption(ExplainOptions settings) :
{
    final List<Option> option = new ArrayList<Option>();
    final Token first;
}
{
    { first = getToken(1); }
    AddOption(option) { settings.add(option.get(0), first); }
}

Statement ShowStatement() :
{
    final Statement.ShowKind kind;
    SqlIdentifier of = null;
    String like = null;
}
{
    Word("SHOW")
    kind = ShowKind()
    [ ( <FROM> | <IN> ) of = CompoundIdentifier() ]
    [ LOOKAHEAD({ kind == Statement.ShowKind.SETTING }) of = CompoundIdentifier() ]
    [ <LIKE> like = SimpleStringLiteral() ]
    { return new Statement.Show(kind, of, like); }
}

JAVACODE Statement.ShowKind ShowKind() {
    final Statement.ShowKind kind = Words.showKind(getToken(1));
    if (kind != Statement.ShowKind.SETTING) {
        getNextToken();
    } else if (!Words.isWord(getToken(1)) && getToken(1).kind != QUOTED_IDENTIFIER) {
        throw SyntaxErrors.unexpected(getToken(1), Words.SHOWN);
    }
    return kind;
}

Statement SetStatement() :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    Word("SET")
    [ LOOKAHEAD({ Words.isAny(getToken(1), "SESSION", "LOCAL", "GLOBAL") && Words.isWord(getToken(2)) }) BareWord() ]
    (
        LOOKAHEAD({ Words.is(getToken(1), "TIME") && Words.is(getToken(2), "ZONE") })
        BareWord() BareWord() { name = new SqlIdentifier("timezone", getPos()); }
    |
        name = CompoundIdentifier() ( <EQ> | <TO> )
    )
    (
        <DEFAULT_> { return new Statement.Reset(name); }
    |
        value = OptionValue() { return new Statement.Set(name, value); }
    )
}

Statement ResetStatement() :
{
    final SqlIdentifier name;
}
{
    Word("RESET")
    (
        <ALL> { return new Statement.Reset(null); }
    |
        name = CompoundIdentifier() { return new Statement.Reset(name); }
    )
}

Statement UseStatement() :
{
    final SqlIdentifier name;
}
{
    Word("USE")
    [ LOOKAHEAD({ Words.isAny(getToken(1), "CATALOG", "SCHEMA") && getToken(2).kind != EOF && getToken(2).kind != DOT })
      BareWord() ]
    name = CompoundIdentifier() { return new Statement.Use(name); }
}

Statement DescribeStatement() :
{
    final SqlNode query;
    final SqlIdentifier name;
}
{
    BareWord()
    (
        LOOKAHEAD({ Words.is(getToken(1), "JOB") && getToken(2).kind != EOF })
        Word("JOB") name = SimpleIdentifier() { return new Statement.Streaming.DescribeJob(name); }
    |
        LOOKAHEAD({ true })
        [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
        query = TableOrQuery() { return new Statement.Describe(Queries.checked(query, getToken(0))); }
    )
}

Statement SummarizeStatement() :
{
    final SqlNode query;
}
{
    Word("SUMMARIZE")
    [ LOOKAHEAD({ getToken(1).kind == TABLE }) <TABLE> ]
    query = TableOrQuery() { return new Statement.Summarize(Queries.checked(query, getToken(0))); }
}

Statement TransactionStatement() :
{
    final String word;
}
{
    { word = getToken(1).image; }
    BareWord()
    [ LOOKAHEAD({ Words.isAny(getToken(1), "TRANSACTION", "WORK") }) BareWord() ]
    { return new Statement.Transaction(Words.transaction(word)); }
}

/** What is done to a job; Words.isJobCommand has seen the two first words. */
Statement JobStatement() :
{
    final Token command;
    final SqlIdentifier name;
    final int checkpoint;
    final List<Option> settings;
}
{
    { command = getToken(1); }
    BareWord() Word("JOB") name = SimpleIdentifier()
    (
        LOOKAHEAD({ Words.is(command, "RESTORE") })
        <FROM> Word("CHECKPOINT") checkpoint = UnsignedIntLiteral()
        { return new Statement.Streaming.RestoreJob(name, checkpoint); }
    |
        LOOKAHEAD({ Words.is(command, "ALTER") })
        Word("SET") settings = WithOptions()
        { return new Statement.Streaming.AlterJob(name, settings); }
    |
        LOOKAHEAD({ true })
        { return Words.jobCommand(command, name); }
    )
}
