#include "models/domain/noticewords.h"
#include "models/rules/dutyrules.h"
#include "models/rules/rulebook.h"

#include "models/domain/obligation.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <functional>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

using Files = QMap<QString, QByteArray>;
using Scale = RuleBook::Scale;

Files shipped()
{
    (void)RuleBook::load(); // registers the resources
    Files files;
    for (const QString &name : RuleBook::fileNames()) {
        QFile file(u":/rules/"_s + name);
        if (file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return files;
}

/** The files with one of them changed as a JSON object. */
Files changed(const QString &name, const std::function<void(QJsonObject &)> &change)
{
    Files files = shipped();
    QJsonObject root = QJsonDocument::fromJson(files.value(name)).object();
    change(root);
    files[name] = QJsonDocument(root).toJson();
    return files;
}

/** The files with one entry (from 1) of one of them changed. */
Files changedEntry(const QString &name, qsizetype number, const std::function<void(QJsonObject &)> &change)
{
    return changed(name, [&](QJsonObject &root) {
        QJsonArray entries = root.value(u"entries"_s).toArray();
        QJsonObject entry = entries.at(number - 1).toObject();
        change(entry);
        entries.replace(number - 1, entry);
        root.insert(u"entries"_s, entries);
    });
}

struct Broken
{
    const char *name;
    Files files;
    const char *file;
    int entry;         // 0: the file as a whole
    const char *field; // "": none
};

Files withBytes(const QString &name, const QByteArray &bytes)
{
    Files files = shipped();
    files[name] = bytes;
    return files;
}

QList<Broken> brokenFiles()
{
    const auto set = [](const QString &field, const QJsonValue &value) {
        return [field, value](QJsonObject &o) { o.insert(field, value); };
    };
    const auto drop = [](const QString &field) { return [field](QJsonObject &o) { o.remove(field); }; };
    const QString impacts = u"impacts.json"_s;
    const QString sources = u"sources.json"_s;
    const QString content = u"content.json"_s;
    const QString commitment = u"commitment.json"_s;
    const QString divided = u"responsibility.json"_s;
    const QByteArray whole = shipped().value(impacts);
    return {
        {"no bytes", withBytes(impacts, {}), "impacts.json", 0, ""},
        {"cut in the middle", withBytes(impacts, whole.left(whole.size() / 2)), "impacts.json", 0, ""},
        {"not JSON", withBytes(sources, "<html>"), "sources.json", 0, ""},
        {"invalid UTF-8", withBytes(sources, QByteArray(whole).replace("Some", "So\xff")), "sources.json", 0, ""},
        {"an array", withBytes(content, "[]"), "content.json", 0, ""},
        {"no schema", changed(content, drop(u"schema"_s)), "content.json", 0, "schema"},
        {"another file's schema", withBytes(content, shipped().value(sources)), "content.json", 0, "schema"},
        {"a newer schema", changed(content, set(u"schema"_s, u"tocsin/rules/content/2"_s)), "content.json", 0,
         "schema"},
        {"no version", changed(sources, drop(u"version"_s)), "sources.json", 0, "version"},
        {"version is a number", changed(sources, set(u"version"_s, 2026)), "sources.json", 0, "version"},
        {"no entries", changed(sources, drop(u"entries"_s)), "sources.json", 0, "entries"},
        {"empty entries", changed(sources, set(u"entries"_s, QJsonArray())), "sources.json", 0, "entries"},
        {"entries is an object", changed(sources, set(u"entries"_s, QJsonObject())), "sources.json", 0, "entries"},
        {"an unknown key", changed(sources, set(u"entires"_s, 1)), "sources.json", 0, "entires"},
        {"an entry is a text", changed(sources, set(u"entries"_s, QJsonArray{u"signature"_s})), "sources.json", 1, ""},
        {"no code", changedEntry(impacts, 3, drop(u"code"_s)), "impacts.json", 3, "code"},
        {"empty code", changedEntry(impacts, 3, set(u"code"_s, u" "_s)), "impacts.json", 3, "code"},
        {"no name", changedEntry(impacts, 4, drop(u"name"_s)), "impacts.json", 4, "name"},
        {"empty text", changedEntry(impacts, 5, set(u"text"_s, u"\n"_s)), "impacts.json", 5, "text"},
        {"text is a list", changedEntry(impacts, 5, set(u"text"_s, QJsonArray{u"a"_s})), "impacts.json", 5, "text"},
        {"no citation", changedEntry(content, 2, drop(u"citation"_s)), "content.json", 2, "citation"},
        {"mistyped field", changedEntry(content, 2, set(u"requierd"_s, true)), "content.json", 2, "requierd"},
        {"no scale", changedEntry(impacts, 1, drop(u"scale"_s)), "impacts.json", 1, "scale"},
        {"unknown scale", changedEntry(impacts, 1, set(u"scale"_s, u"mood"_s)), "impacts.json", 1, "scale"},
        {"code of another scale", changedEntry(impacts, 1, set(u"code"_s, u"extended"_s)), "impacts.json", 1, "code"},
        {"definition twice", changedEntry(impacts, 2, set(u"code"_s, u"none"_s)), "impacts.json", 2, "code"},
        {"unknown source", changedEntry(sources, 7, set(u"code"_s, u"rumour"_s)), "sources.json", 7, "code"},
        {"source twice", changedEntry(sources, 7, set(u"code"_s, u"customer"_s)), "sources.json", 7, "code"},
        {"unknown audience", changedEntry(content, 1, set(u"audience"_s, u"press"_s)), "content.json", 1, "audience"},
        {"required is a text", changedEntry(content, 1, set(u"required"_s, u"yes"_s)), "content.json", 1, "required"},
        {"item twice", changedEntry(content, 2, set(u"code"_s, u"nature"_s)), "content.json", 2, "code"},
        {"an unknown model", changedEntry(divided, 1, set(u"code"_s, u"faas"_s)), "responsibility.json", 1, "code"},
        {"a model twice", changedEntry(divided, 2, set(u"code"_s, u"on_premises"_s)), "responsibility.json", 2, "code"},
        {"no customer", changedEntry(divided, 2, drop(u"customer"_s)), "responsibility.json", 2, "customer"},
        {"an unknown layer", changedEntry(divided, 2, set(u"customer"_s, QJsonArray{u"cellar"_s})),
         "responsibility.json", 2, "customer"},
        {"a layer of both", changedEntry(divided, 4, set(u"customer"_s, QJsonArray{u"data"_s})), "responsibility.json",
         4, "provider"},
        {"a layer of nobody", changedEntry(divided, 1, set(u"customer"_s, QJsonArray{u"data"_s})),
         "responsibility.json", 1, "provider"},
        {"a model is missing",
         changed(divided,
                 [](QJsonObject &root) {
                     QJsonArray entries = root.value(u"entries"_s).toArray();
                     entries.removeLast();
                     root.insert(u"entries"_s, entries);
                 }),
         "responsibility.json", 0, "entries"},
        {"96 hours", changedEntry(commitment, 1, set(u"period_seconds"_s, 345'600)), "commitment.json", 1,
         "period_seconds"},
        {"a fraction", changedEntry(commitment, 1, set(u"period_seconds"_s, 259'200.5)), "commitment.json", 1,
         "period_seconds"},
        {"from awareness", changedEntry(commitment, 1, set(u"trigger"_s, u"awareness"_s)), "commitment.json", 1,
         "trigger"},
        {"to nobody", changedEntry(commitment, 1, set(u"audiences"_s, QJsonArray())), "commitment.json", 1,
         "audiences"},
        {"to colleagues", changedEntry(commitment, 1, set(u"audiences"_s, QJsonArray{u"internal"_s})),
         "commitment.json", 1, "audiences"},
        {"two commitments",
         changed(commitment,
                 [](QJsonObject &root) {
                     QJsonArray list = root.value(u"entries"_s).toArray();
                     list.append(list.first());
                     root.insert(u"entries"_s, list);
                 }),
         "commitment.json", 2, "code"},
    };
}

} // namespace

/** The rules that came with the program, and what happens to broken ones. */
class TestRuleBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void responsibility_data();
    void responsibility();
    void loads();
    void everyChoiceIsDefined();
    void tablesOfNist_data();
    void tablesOfNist();
    void contentOfEveryAudience();
    void contentOfTheLaw_data();
    void contentOfTheLaw();
    void everySourceHasAHint();
    void commitment();
    void versionAndDigest();
    void dutiesAreReadWhenAskedFor();
    void brokenFilesAreNamed();
    void missingAndForeignFiles();
    void incompleteFiles();
    void everyPrefixIsRefused();
};

void TestRuleBook::loads()
{
    const auto book = RuleBook::load();
    QVERIFY2(book.has_value(), book ? "" : qPrintable(book.error().userText));
    QCOMPARE(shipped().keys(), RuleBook::fileNames());
}

void TestRuleBook::everyChoiceIsDefined()
{
    const auto book = RuleBook::load();
    QVERIFY(book);
    QStringList texts;
    for (const auto &e : enumTable<FunctionalImpact>()) {
        texts << book->definition(e.value);
        QCOMPARE(book->citation(Scale::Functional, codeOf(e.value)), u"NIST SP 800-61r2, table 3-2"_s);
    }
    texts << book->definition(Scale::Information, u"none");
    for (const auto &e : enumTable<InformationImpact>()) {
        texts << book->definition(e.value);
        QCOMPARE(book->citation(Scale::Information, codeOf(e.value)), u"NIST SP 800-61r2, table 3-3"_s);
    }
    for (const auto &e : enumTable<Recoverability>()) {
        texts << book->definition(e.value);
        QCOMPARE(book->citation(Scale::Recoverability, codeOf(e.value)), u"NIST SP 800-61r2, table 3-4"_s);
    }
    for (const auto &e : enumTable<CustomerDataRisk>())
        texts << book->definition(e.value);
    for (const auto &e : enumTable<Severity>())
        texts << book->definition(e.value);
    for (const auto &e : enumTable<Priority>())
        texts << book->definition(e.value);
    QCOMPARE(texts.size(), qsizetype(4 + 4 + 4 + 4 + 5 + 4));
    for (const QString &text : texts)
        QVERIFY2(text.endsWith(u'.') && text.size() > 10, qPrintable(text));
    QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), texts.size()); // no two choices read the same
    QCOMPARE(book->definition(Scale::Functional, u"extended"), QString());
    QCOMPARE(book->definition(Scale::Priority, u""), QString());
}

namespace {

/** The choices of one table as the program has them: code, name, and the table its definition cites. */
template<class E> QStringList choicesOf(const RuleBook &book, Scale scale)
{
    QStringList list;
    if (scale == Scale::Information) // exclusive: nothing of the others
        list << u"none, None, %1"_s.arg(book.citation(scale, u"none"));
    for (const auto &e : enumTable<E>())
        list << u"%1, %2, %3"_s.arg(codeOf(e.value), nameOf(e.value), book.citation(scale, codeOf(e.value)));
    return list;
}

} // namespace

void TestRuleBook::tablesOfNist_data()
{
    QTest::addColumn<QString>("scale");
    QTest::addColumn<QStringList>("choices");
    const auto book = RuleBook::load();
    QVERIFY(book);
    QTest::newRow("functional") << u"functional_impact"_s << choicesOf<FunctionalImpact>(*book, Scale::Functional);
    QTest::newRow("information") << u"information_impact"_s << choicesOf<InformationImpact>(*book, Scale::Information);
    QTest::newRow("recoverability") << u"recoverability"_s << choicesOf<Recoverability>(*book, Scale::Recoverability);
}

/** P4.1: the choices are those of NIST SP 800-61r2, in its order and by its names, and no others. */
void TestRuleBook::tablesOfNist()
{
    QFETCH(QString, scale);
    QFETCH(QStringList, choices);
    QFile file(QFINDTESTDATA("../data/risk/nist_800_61.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList wanted;
    for (const QJsonValue &v : QJsonDocument::fromJson(file.readAll()).array())
        if (v[u"scale"].toString() == scale)
            wanted << u"%1, %2, NIST SP 800-61r2, table %3"_s.arg(v[u"code"].toString(), v[u"name"].toString(),
                                                                  v[u"table"].toString());
    QCOMPARE(choices.join(u'\n').toLower(), wanted.join(u'\n').toLower());
}

void TestRuleBook::contentOfEveryAudience()
{
    const auto book = RuleBook::load();
    QVERIFY(book);
    for (const auto &e : enumTable<Audience>()) {
        const QList<ContentItem> items = book->requiredContent(e.value);
        QSet<QString> codes;
        bool required = false;
        for (const ContentItem &item : items) {
            QVERIFY2(!item.name.isEmpty() && !item.hint.isEmpty() && !item.citation.isEmpty(), qPrintable(item.code));
            for (const QString &language : {u"en"_s, u"de"_s, u"fr"_s}) // P9.5: it can be said to be not known yet
                QVERIFY2(!noticeItem(item.code, language).isEmpty(), qPrintable(item.code));
            codes << item.code;
            required |= item.required;
        }
        QVERIFY2(required, e.code);
        QCOMPARE(codes.size(), items.size());
    }
}

void TestRuleBook::contentOfTheLaw_data()
{
    QTest::addColumn<QString>("audience");
    QTest::addColumn<QStringList>("required");
    // P9.4 with Art. 33(3) and Art. 34(2) GDPR.
    const QStringList authority = {u"nature"_s,  u"people"_s,       u"records"_s,
                                   u"contact"_s, u"consequences"_s, u"measures"_s};
    QTest::newRow("authority") << u"authority"_s << authority;
    QTest::newRow("customers") << u"customers"_s << (authority + QStringList{u"customer_actions"_s});
    QTest::newRow("data subjects") << u"data_subjects"_s
                                   << QStringList{u"nature"_s, u"contact"_s, u"consequences"_s, u"measures"_s};
    QTest::newRow("internal") << u"internal"_s << QStringList{u"nature"_s, u"wording"_s, u"contact"_s};
}

void TestRuleBook::contentOfTheLaw()
{
    QFETCH(QString, audience);
    QFETCH(QStringList, required);
    const auto book = RuleBook::load();
    QVERIFY(book);
    QStringList seen;
    for (const ContentItem &item : book->requiredContent(*fromCode<Audience>(audience)))
        if (item.required)
            seen << item.code;
    QCOMPARE(seen, required);
}

void TestRuleBook::everySourceHasAHint()
{
    const auto book = RuleBook::load();
    QVERIFY(book);
    QSet<QString> hints;
    for (const auto &e : enumTable<DetectionSource>()) {
        QVERIFY2(!book->sourceHint(e.value).isEmpty(), e.code);
        hints << book->sourceHint(e.value);
    }
    QCOMPARE(size_t(hints.size()), enumTable<DetectionSource>().size());
}

void TestRuleBook::commitment()
{
    const auto book = RuleBook::load();
    QVERIFY(book);
    const CommitmentRule &rule = book->commitment();
    QCOMPARE(rule.periodMs, kCommitmentMs);
    QCOMPARE(rule.audiences, (QList<Audience>{Audience::Customers, Audience::Authority, Audience::DataSubjects}));
    QVERIFY(rule.text.contains(u"72 hours"_s));
    QVERIFY(!rule.name.isEmpty() && !rule.citation.isEmpty());
}

void TestRuleBook::versionAndDigest()
{
    const auto book = RuleBook::load();
    QVERIFY(book);
    QCOMPARE(book->version(), u"2026.1"_s);
    QCOMPARE(book->digest().size(), qsizetype(64));
    QCOMPARE(RuleBook::fromJson(shipped())->digest(), book->digest());

    const auto newer = RuleBook::fromJson(
        changed(u"content.json"_s, [](QJsonObject &root) { root.insert(u"version"_s, u"2027.4"_s); }));
    QVERIFY(newer);
    QCOMPARE(newer->version(),
             u"classification 2026.1, commitment 2026.1, content 2027.4, impacts 2026.1, responsibility 2026.1, "
             "sources 2026.1"_s);
    QVERIFY(newer->digest() != book->digest());
}

void TestRuleBook::dutiesAreReadWhenAskedFor()
{
    const auto whole = RuleBook::load();
    const auto quick = RuleBook::loadAtStart();
    QVERIFY(whole && quick);
    QCOMPARE(quick->digest(), whole->digest());
    const RuleBook copy = *quick; // of one that was never asked
    QVERIFY(!whole->duties().rules().isEmpty());
    QCOMPARE(copy.duties().rules().size(), whole->duties().rules().size());
    QCOMPARE(copy.duties().version(), whole->duties().version());
    QCOMPARE(&quick->duties(), &copy.duties()); // read once, for all copies
    QVERIFY(RuleBook::fromJson(shipped())->duties().rules().isEmpty());
}

void TestRuleBook::brokenFilesAreNamed()
{
    for (const Broken &b : brokenFiles()) {
        const auto book = RuleBook::fromJson(b.files);
        QVERIFY2(!book, b.name);
        const QString text = book.error().userText;
        const QByteArray said = QByteArray(b.name) + ": " + text.toUtf8();
        QVERIFY2(book.error().kind == ErrorKind::Damaged, said.constData());
        QVERIFY2(text.contains(QLatin1StringView(b.file)), said.constData());
        QVERIFY2(text.contains(u", entry "_s) == (b.entry > 0), said.constData());
        if (b.entry > 0)
            QVERIFY2(text.contains(u", entry %1"_s.arg(b.entry)), said.constData());
        QVERIFY2(book.error().field == QLatin1StringView(b.field), said.constData());
        if (qstrlen(b.field) > 0)
            QVERIFY2(text.contains(u", field %1:"_s.arg(QLatin1StringView(b.field))), said.constData());
    }
}

void TestRuleBook::missingAndForeignFiles()
{
    for (const QString &name : RuleBook::fileNames()) {
        Files files = shipped();
        files.remove(name);
        const auto book = RuleBook::fromJson(files);
        QVERIFY(!book);
        QVERIFY(book.error().userText.contains(name));
    }
    QVERIFY(!RuleBook::fromJson({}));
    Files files = shipped();
    files.insert(u"evil.json"_s, "{}");
    const auto book = RuleBook::fromJson(files);
    QVERIFY(!book);
    QVERIFY(book.error().userText.contains(u"evil.json"_s));
}

void TestRuleBook::incompleteFiles()
{
    // Whatever single entry is left out of these, the error names the file and what is missing.
    for (const QString &name : {u"impacts.json"_s, u"sources.json"_s}) {
        const QJsonArray all = QJsonDocument::fromJson(shipped().value(name)).object().value(u"entries"_s).toArray();
        for (qsizetype i = 0; i < all.size(); ++i) {
            const auto book = RuleBook::fromJson(changed(name, [&](QJsonObject &root) {
                QJsonArray list = all;
                list.removeAt(i);
                root.insert(u"entries"_s, list);
            }));
            QVERIFY(!book);
            QVERIFY(book.error().userText.contains(name));
            QVERIFY(book.error().userText.contains(u'"' + all.at(i).toObject().value(u"code"_s).toString() + u'"'));
        }
    }
    const auto nothingRequired = RuleBook::fromJson(changed(u"content.json"_s, [](QJsonObject &root) {
        QJsonArray list = root.value(u"entries"_s).toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            QJsonObject entry = list.at(i).toObject();
            if (entry.value(u"audience"_s) == QJsonValue(u"authority"_s))
                entry.insert(u"required"_s, false);
            list.replace(i, entry);
        }
        root.insert(u"entries"_s, list);
    }));
    QVERIFY(!nothingRequired);
    QVERIFY(nothingRequired.error().userText.contains(u"\"authority\""_s));
}

void TestRuleBook::everyPrefixIsRefused()
{
    const QByteArray whole = shipped().value(u"commitment.json"_s);
    const qsizetype end = whole.lastIndexOf('}');
    for (qsizetype n = 0; n <= end; ++n)
        QVERIFY2(!RuleBook::fromJson(withBytes(u"commitment.json"_s, whole.left(n))),
                 QByteArray::number(n).constData());
}

/** P3.1, cell by cell: c the customer's, p the provider's, from applications down to networking. */
void TestRuleBook::responsibility_data()
{
    QTest::addColumn<int>("model");
    QTest::addColumn<int>("layer");
    QTest::addColumn<bool>("customers");
    using enum ServiceModel;
    for (const auto &[model, cells] : {std::pair(OnPremises, u"ccccccccc"_s), std::pair(Iaas, u"cccccpppp"_s),
                                       std::pair(Paas, u"ccppppppp"_s), std::pair(Saas, u"ppppppppp"_s)})
        for (const auto &layer : enumTable<Layer>())
            QTest::addRow("P3.1 %s, %s", qPrintable(nameOf(model)), layer.name)
                << static_cast<int>(model) << static_cast<int>(layer.value)
                << (cells.at(static_cast<int>(layer.value)) == u'c');
}

void TestRuleBook::responsibility()
{
    QFETCH(int, model);
    QFETCH(int, layer);
    QFETCH(bool, customers);
    static const auto book = RuleBook::load();
    QVERIFY(book);
    QCOMPARE(book->responsibility().of(static_cast<ServiceModel>(model), static_cast<Layer>(layer)),
             customers ? Responsible::Customer : Responsible::Provider);
}

QTEST_GUILESS_MAIN(TestRuleBook)
#include "tst_rulebook.moc"
