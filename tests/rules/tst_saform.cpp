#include "models/rules/saform.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

/** The form of an authority and whom it goes to (P9.1, P9.4). */
class TestSaForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyConditionNamesAField();
    void asTheReferenceSays_data();
    void asTheReferenceSays();
    void asked_data();
    void asked();
    void whatIsNoAnswer_data();
    void whatIsNoAnswer();
    void leaves();
    void toBeTold_data();
    void toBeTold();
};

namespace {
const SaForm &form()
{
    return *SaForm::builtIn();
}
} // namespace

void TestSaForm::everyConditionNamesAField()
{
    QVERIFY(SaForm::builtIn().has_value());
    QCOMPARE(form().fields().size(), 74);
    for (const SaField &f : form().fields()) {
        if (f.whenField.isEmpty())
            continue;
        const SaField *other = form().field(f.whenField);
        // Three are known from the incident: late, whether in the EEA, and whose authority it is.
        QVERIFY2(other || u"late in_eea authority_country"_s.contains(f.whenField), qPrintable(f.key));
        for (const QString &value : f.whenValues)
            QVERIFY2(!other || other->choices.contains(value), qPrintable(f.key + value));
    }
}

void TestSaForm::asTheReferenceSays_data()
{
    QTest::addColumn<QJsonObject>("field");
    QFile file(QFINDTESTDATA("../data/law/sa_form_fields.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(list.size(), form().fields().size());
    for (const QJsonValue &v : list)
        QTest::newRow(qPrintable(v[u"key"].toString())) << v.toObject();
}

/** P9.4: each field of the reference with its type and choices; what is asked under a condition is required by it
 * alone. */
void TestSaForm::asTheReferenceSays()
{
    QFETCH(QJsonObject, field);
    const QString key = field.value(u"key"_s).toString(), required = field.value(u"required"_s).toString();
    const SaField *f = form().field(key);
    QVERIFY(f);
    QStringList choices;
    for (const QJsonValue &v : field.value(u"choices"_s).toArray())
        choices << v.toString();
    QCOMPARE(f->choices, choices);
    const QMap<QString, SaField::Type> types{
        {u"choice"_s, SaField::Type::Choice},     {u"multi"_s, SaField::Type::Multi},
        {u"text"_s, SaField::Type::Text},         {u"group"_s, SaField::Type::Text}, // several things in one text
        {u"datetime"_s, SaField::Type::DateTime}, {u"date"_s, SaField::Type::Date},
        {u"number"_s, SaField::Type::Number},     {u"bool"_s, SaField::Type::Bool}};
    const QString type = field.value(u"type"_s).toString();
    QVERIFY2(types.contains(type), qPrintable(type));
    QVERIFY(f->type == types.value(type));
    // Other parties are named "if any", which nobody but the person knows.
    QCOMPARE(f->required, required != u"no" && key != u"other_parties");
    QVERIFY(required != u"no" || f->whenField.isEmpty());
    QVERIFY((required != u"cond" && required != u"ico") || !f->whenField.isEmpty() || key == u"other_parties");
}

void TestSaForm::asked_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("expected");
    QTest::newRow("withdrawal") << u"withdraw_reason"_s << u"notif_subkind"_s << u"withdraw"_s << true;
    QTest::newRow("no withdrawal") << u"withdraw_reason"_s << u"notif_subkind"_s << u"complete"_s << false;
    QTest::newRow("late") << u"late_reason"_s << u"late"_s << u"yes"_s << true;
    QTest::newRow("in time") << u"late_reason"_s << u"late"_s << u""_s << false;
    QTest::newRow("one of several") << u"integrity_type"_s << u"nature_cia"_s << u"confidentiality,integrity"_s << true;
    QTest::newRow("of others") << u"avail_type"_s << u"nature_cia"_s << u"confidentiality,integrity"_s << false;
    QTest::newRow("count") << u"subject_count"_s << u"subject_count_kind"_s << u"approximate"_s << true;
    QTest::newRow("no count") << u"subject_count"_s << u"subject_count_kind"_s << u"to_be_determined"_s << false;
    QTest::newRow("ground") << u"art34_3_ground"_s << u"subjects_informed"_s << u"no_art_34_3"_s << true;
    QTest::newRow("of one country") << u"ico_likelihood"_s << u"authority_country"_s << u"GB"_s << true;
    QTest::newRow("of another country") << u"ico_likelihood"_s << u"authority_country"_s << u"FR"_s << false;
    QTest::newRow("of what is not asked") << u"ico_functional"_s << u"ico_cyber"_s << u"yes"_s << false;
}

void TestSaForm::asked()
{
    QFETCH(QString, key);
    QFETCH(QString, field);
    QFETCH(QString, value);
    const SaField *f = form().field(key);
    QVERIFY(f);
    QTEST(form().isAsked(*f, {{field, value}}), "expected");
}

void TestSaForm::whatIsNoAnswer_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("missing");
    QTest::newRow("nothing") << u"notif_kind"_s << QString() << true;
    QTest::newRow("a choice") << u"notif_kind"_s << u"new"_s << false;
    QTest::newRow("no such choice") << u"notif_kind"_s << u"old"_s << true;
    QTest::newRow("an instant") << u"aware_at"_s << u"2026-11-21T04:40:00Z"_s << false;
    QTest::newRow("no instant") << u"aware_at"_s << u"soon"_s << true;
    QTest::newRow("several") << u"nature_cia"_s << u"confidentiality,integrity"_s << false;
    QTest::newRow("several, one of them wrong") << u"nature_cia"_s << u"confidentiality,oops"_s << true;
    QTest::newRow("a blank text") << u"incident_text"_s << u"  "_s << true;
    QTest::newRow("not needed") << u"internal_ref"_s << QString() << false;
}

void TestSaForm::whatIsNoAnswer()
{
    QFETCH(QString, key);
    QFETCH(QString, answer);
    QTEST(form().missing({{key, answer}}).contains(form().field(key)->label), "missing");
}

void TestSaForm::leaves()
{
    const QMap<QString, QString> answers = {{u"notif_kind"_s, u"new"_s},
                                            {u"nature_cia"_s, u"confidentiality,integrity"_s},
                                            {u"controller_name"_s, u"<script> *Mast*"_s},
                                            {u"subject_count_kind"_s, u"approximate"_s},
                                            {u"subject_count"_s, u"1200"_s},
                                            {u"withdraw_reason"_s, u"not asked for"_s}};
    const QString text = form().toMarkdown(answers);
    QVERIFY(text.contains(u"Confidentiality, Integrity"_s));
    QVERIFY(text.contains(u"\\<script\\> \\*Mast\\*"_s));
    QVERIFY(!text.contains(u"not asked for"_s));
    QVERIFY(text.contains(u"not answered"_s));
    const QJsonObject fields = QJsonDocument::fromJson(form().toJson(answers)).object().value(u"fields"_s).toObject();
    QCOMPARE(fields.value(u"subject_count"_s).toInt(), 1200);
    QVERIFY(fields.value(u"nature_cia"_s).isArray());
    QVERIFY(!fields.contains(u"withdraw_reason"_s));
}

void TestSaForm::toBeTold_data()
{
    QTest::addColumn<QString>("establishment");
    QTest::addColumn<QString>("people");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one-stop-shop") << u"DE"_s << u"DE FR IT"_s << u"DE"_s;
    QTest::newRow("and beyond the EEA") << u"FR"_s << u"FR GB CH"_s << u"FR GB CH"_s;
    QTest::newRow("from outside every one") << u"US"_s << u"FR DE GB"_s << u"FR DE GB"_s;
    QTest::newRow("nobody known") << u""_s << u""_s << u""_s;
}

void TestSaForm::toBeTold()
{
    QFETCH(QString, establishment);
    QFETCH(QString, people);
    QStringList countries;
    for (const Authority &a :
         AuthorityDirectory::builtIn()->toBeTold(establishment, people.split(u' ', Qt::SkipEmptyParts)))
        countries << a.country;
    QTEST(countries.join(u' '), "expected");
}

QTEST_GUILESS_MAIN(TestSaForm)
#include "tst_saform.moc"
