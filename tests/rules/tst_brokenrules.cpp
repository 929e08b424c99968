#include "models/rules/alertrules.h"
#include "models/rules/dutyrules.h"
#include "models/rules/enisamethod.h"
#include "models/rules/rulebook.h"
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
        // Never read from outside: their schemas alone are checked (check_schemas.py).
        if (it.fileName() == u"authorities.json" || it.fileName() == u"sa_form.json")
            continue;
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
    if (name == u"alerts.json")
        return errorOf(alertPolicyFromJson(files.value(name)));
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
    for (const QString &key : {u"id"_s, u"code"_s, u"name"_s, u"list"_s})
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

QTEST_GUILESS_MAIN(TestBrokenRules)
#include "tst_brokenrules.moc"
