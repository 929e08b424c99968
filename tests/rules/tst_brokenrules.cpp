#include "models/rules/alertrules.h"
#include "models/rules/dutyrules.h"
#include "models/rules/enisamethod.h"
#include "models/rules/retentionrules.h"
#include "models/rules/rulebook.h"
#include "models/rules/saform.h"
#include "models/rules/transferlists.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

using Files = QMap<QString, QByteArray>;

/** Every file of the rules there is, by its path below resources/rules. */
Files shipped()
{
    (void)RuleBook::load(); // registers the resources
    Files files;
    QDirIterator it(u":/rules"_s, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(it.filePath().mid(QStringLiteral(":/rules/").size()), file.readAll());
    }
    return files;
}

template<class T> std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

bool isOfDuties(const QString &name)
{
    return name.contains(u'/') || name == u"jurisdictions.json";
}

/** What reading this file among the others says; by the reader it is for. */
std::optional<Error> read(const Files &files, const QString &name)
{
    Files some;
    for (auto it = files.begin(); it != files.end(); ++it)
        if (isOfDuties(name) ? isOfDuties(it.key()) : RuleBook::fileNames().contains(it.key()))
            some.insert(it.key(), *it);
    if (isOfDuties(name))
        return errorOf(DutyRules::fromJson(some));
    if (RuleBook::fileNames().contains(name))
        return errorOf(RuleBook::fromJson(some));
    if (name == u"enisa.json")
        return errorOf(EnisaMethod::fromJson(files.value(name)));
    if (name == u"transfers.json")
        return errorOf(TransferLists::fromJson(files.value(name)));
    if (name == u"authorities.json")
        return errorOf(AuthorityDirectory::fromJson(files.value(name)));
    if (name == u"sa_form.json")
        return errorOf(SaForm::fromJson(files.value(name)));
    if (name == u"alerts.json")
        return errorOf(alertPolicyFromJson(files.value(name)));
    if (name == u"retention.json")
        return errorOf(RetentionRules::fromJson(files.value(name)));
    return Error{ErrorKind::Damaged, u"no reader knows %1"_s.arg(name), {}, {}};
}

QString rowsKey(const QString &name)
{
    return name.startsWith(u"calendars/"_s) ? u"holidays"_s : u"entries"_s;
}

} // namespace

/** Each file of the rules, each of its fields: a broken one is refused, and the error names file, rule and field. */
class TestBrokenRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsRead();
    void fieldsOfTheFile_data();
    void fieldsOfTheFile();
    void fieldsOfEachRule_data();
    void fieldsOfEachRule();
    void missingFieldsOfForms_data();
    void missingFieldsOfForms();
    void formsThatDoNotFit_data();
    void formsThatDoNotFit();
};

void TestBrokenRules::everyFileIsRead()
{
    const Files files = shipped();
    QVERIFY(files.size() > 30);
    for (auto it = files.begin(); it != files.end(); ++it) {
        const auto error = read(files, it.key());
        QVERIFY2(!error, error ? qPrintable(error->userText) : "");
        Files broken = files;
        broken[it.key()] = it->left(it->size() / 2);
        const auto refused = read(broken, it.key());
        QVERIFY2(refused && refused->userText.contains(it.key()), qPrintable(it.key()));
    }
}

void TestBrokenRules::fieldsOfTheFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("field");
    const Files files = shipped();
    for (auto it = files.begin(); it != files.end(); ++it)
        for (const QString &key : QJsonDocument::fromJson(*it).object().keys())
            QTest::newRow(qPrintable(it.key() + u' ' + key)) << it.key() << key;
}

void TestBrokenRules::fieldsOfTheFile()
{
    QFETCH(QString, file);
    QFETCH(QString, field);
    Files files = shipped();
    const QByteArray bytes = files.value(file);
    for (const bool missing : {true, false}) {
        QJsonObject root = QJsonDocument::fromJson(bytes).object();
        if (missing)
            root.remove(field);
        else
            root.insert(field, 7.5); // no field of a file is a broken number
        files[file] = QJsonDocument(root).toJson();
        const auto error = read(files, file);
        QVERIFY2(error, missing ? "missing" : "a number");
        QVERIFY2(error->userText.contains(file) && error->userText.contains(field), qPrintable(error->userText));
        QCOMPARE(error->kind, ErrorKind::Damaged);
    }
}

void TestBrokenRules::fieldsOfEachRule_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("field");
    const Files files = shipped();
    for (auto it = files.begin(); it != files.end(); ++it) {
        // Each field once, in the first rule that has it: that of one kind of rule may not be that of another.
        QStringList seen;
        const QJsonArray rows = QJsonDocument::fromJson(*it).object().value(rowsKey(it.key())).toArray();
        for (int n = 0; n < rows.size(); ++n)
            for (const QString &key : rows.at(n).toObject().keys()) {
                const QString kind = rows.at(n).toObject().value(u"kind"_s).toString();
                if (seen.contains(kind + key))
                    continue;
                seen << kind + key;
                QTest::newRow(qPrintable(u"%1 %2 %3"_s.arg(it.key()).arg(n + 1).arg(key))) << it.key() << n << key;
            }
    }
}

void TestBrokenRules::fieldsOfEachRule()
{
    QFETCH(QString, file);
    QFETCH(int, row);
    QFETCH(QString, field);
    Files files = shipped();
    QJsonObject root = QJsonDocument::fromJson(files.value(file)).object();
    QJsonArray rows = root.value(rowsKey(file)).toArray();
    QJsonObject rule = rows.at(row).toObject();
    // By what a person finds the rule: its id, its code, its name, or its place in the file.
    QStringList names{QString::number(row + 1)};
    for (const QString &key : {u"id"_s, u"code"_s, u"name"_s, u"list"_s, u"key"_s})
        if (!rule.value(key).toString().isEmpty())
            names << rule.value(key).toString();
    rule.insert(field, 7.5);
    rows.replace(row, rule);
    root.insert(rowsKey(file), rows);
    files[file] = QJsonDocument(root).toJson();
    const auto error = read(files, file);
    QVERIFY2(error, "accepted");
    QVERIFY2(error->userText.contains(file) && error->userText.contains(field), qPrintable(error->userText));
    QVERIFY2(std::any_of(names.begin(), names.end(),
                         [&error](const QString &name) { return error->userText.contains(name); }),
             qPrintable(error->userText));
}

/** P9.1, P9.4: nothing of an authority or of its form is left out. */
void TestBrokenRules::missingFieldsOfForms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("field");
    for (const QString &file : {u"authorities.json"_s, u"sa_form.json"_s}) {
        const QJsonArray entries =
            QJsonDocument::fromJson(shipped().value(file)).object().value(u"entries"_s).toArray();
        for (const QString &field : entries.at(1).toObject().keys())
            QTest::newRow(qPrintable(file + u' ' + field)) << file << field;
    }
}

void TestBrokenRules::missingFieldsOfForms()
{
    QFETCH(QString, file);
    QFETCH(QString, field);
    Files files = shipped();
    QJsonObject root = QJsonDocument::fromJson(files.value(file)).object();
    QJsonArray entries = root.value(u"entries"_s).toArray();
    QJsonObject entry = entries.at(1).toObject();
    entry.remove(field);
    entries.replace(1, entry);
    root.insert(u"entries"_s, entries);
    files[file] = QJsonDocument(root).toJson();
    const auto error = read(files, file);
    QVERIFY2(error, "accepted");
    for (const QString &part : {file, u"entry 2"_s, u"field "_s + field})
        QVERIFY2(error->userText.contains(part), qPrintable(error->userText));
}

/** What is of the right kind and still cannot be. */
void TestBrokenRules::formsThatDoNotFit_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const QString directory = u"authorities.json"_s, form = u"sa_form.json"_s;
    QTest::newRow("a country by its name") << directory << 0 << u"country"_s << QJsonValue(u"Austria"_s);
    QTest::newRow("a portal without encryption") << directory << 0 << u"portal"_s << QJsonValue(u"http://dsb.gv.at"_s);
    QTest::newRow("a language without templates") << directory << 0 << u"language"_s << QJsonValue(u"bg"_s);
    QTest::newRow("no address") << directory << 0 << u"address"_s << QJsonValue(u"  "_s);
    QTest::newRow("a field of no type") << form << 0 << u"type"_s << QJsonValue(u"colour"_s);
    QTest::newRow("a key twice") << form << 1 << u"key"_s << QJsonValue(u"notif_kind"_s);
    QTest::newRow("a choice without choices") << form << 0 << u"choices"_s << QJsonValue(QJsonArray());
    QTest::newRow("a choice twice") << form << 0 << u"choices"_s << QJsonValue(QJsonArray{u"new"_s, u"new"_s});
    QTest::newRow("choices of a text") << form << 4 << u"choices"_s << QJsonValue(QJsonArray{u"a"_s});
    QTest::newRow("whether it is required") << form << 0 << u"required"_s << QJsonValue(u"perhaps"_s);
    QTest::newRow("a condition on nothing") << form << 2 << u"when_field"_s << QJsonValue(u"nowhere"_s);
    QTest::newRow("a condition without a field") << form << 2 << u"when_field"_s << QJsonValue(u""_s);
    QTest::newRow("a condition without values") << form << 2 << u"when_values"_s << QJsonValue(QJsonArray());
    QTest::newRow("a condition that is never met")
        << form << 2 << u"when_values"_s << QJsonValue(QJsonArray{u"never"_s});
}

void TestBrokenRules::formsThatDoNotFit()
{
    QFETCH(QString, file);
    QFETCH(int, row);
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    Files files = shipped();
    QJsonObject root = QJsonDocument::fromJson(files.value(file)).object();
    QJsonArray entries = root.value(u"entries"_s).toArray();
    QJsonObject entry = entries.at(row).toObject();
    QVERIFY(entry.contains(field));
    entry.insert(field, value);
    entries.replace(row, entry);
    root.insert(u"entries"_s, entries);
    files[file] = QJsonDocument(root).toJson();
    const auto error = read(files, file);
    QVERIFY2(error, "accepted");
    for (const QString &part : {file, u"entry %1"_s.arg(row + 1), u"field "_s + field})
        QVERIFY2(error->userText.contains(part), qPrintable(error->userText));
}

QTEST_GUILESS_MAIN(TestBrokenRules)
#include "tst_brokenrules.moc"
