#include "ui/incident/formdraft.h"

#include "models/storage/database.h"
#include "tests/ui/incidentfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** What is typed into a form is kept from the first keystrokes until it became an act (DESIGN 17). */
class TestFormDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void draftOutlivesItsDatabase();
    void saysWhenADraftCannotBeKept();
    void twoWindowsKeepATextEach();
    void typedDuringTheActStays();

private:
    QTemporaryDir m_home;
};

void TestFormDraft::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_home.path().toLocal8Bit()); // drafts go there while a database is away
}

void TestFormDraft::draftOutlivesItsDatabase()
{
    IncidentFixture base;
    QVERIFY(base.open());
    const DatabaseStatus status = base.workspace.status();
    QLineEdit field;
    FormDraft draft(base.ui(), this);
    draft.watch(u"text"_s, &field);
    draft.open(u"entry/1"_s, {});
    base.settle();
    base.workspace.close();
    field.setText(u"typed while it was gone"_s);
    draft.flush();
    const DraftStore disk(status.uuid, status.person.id);
    QTRY_COMPARE(disk.all().size(), 1);

    QSignalSpy opened(&base.workspace, &Workspace::opened);
    base.workspace.open({status.path, false, false, status.person.login, {}});
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 10000);
    const auto saved = base.ask<Draft>([](Services &s) { return s.drafts.load(u"entry/1"_s); });
    QVERIFY(saved);
    QVERIFY2(saved->payload.contains(u"typed while it was gone"_s), qPrintable(saved->payload));
    QVERIFY(disk.isEmpty());
    QCOMPARE(base.shownError, QString());
}

void TestFormDraft::saysWhenADraftCannotBeKept()
{
    IncidentFixture base;
    QVERIFY(base.open());
    QLineEdit field;
    FormDraft draft(base.ui(), this);
    draft.watch(u"text"_s, &field);
    draft.open(u"entry/1"_s, {});
    base.settle();
    QFile inTheWay(DraftStore::defaultFolder());
    QVERIFY(!inTheWay.exists() || QDir(inTheWay.fileName()).removeRecursively());
    QVERIFY(QDir().mkpath(QFileInfo(inTheWay).path()) && inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    (void)base.ask<void>([](Services &s) { return s.session.database().run(u"CREATE TEMP TABLE draft (x)"_s); });
    field.setText(u"typed"_s);
    draft.flush();
    QTRY_VERIFY2(base.shownError.contains(u"cannot be kept"_s), qPrintable(base.shownError));
    QVERIFY(inTheWay.remove());
    (void)base.ask<void>([](Services &s) { return s.session.database().run(u"DROP TABLE temp.draft"_s); });
    Q_EMIT base.workspace.recovered();
    base.settle();
    QVERIFY(base.ask<Draft>([](Services &s) { return s.drafts.load(u"entry/1"_s); }));
}

void TestFormDraft::twoWindowsKeepATextEach()
{
    IncidentFixture base;
    QVERIFY(base.open());
    struct Form
    {
        explicit Form(IncidentFixture &b)
            : draft(b.ui(), nullptr)
        {
            draft.watch(u"text"_s, &field);
            draft.open(u"entry/1"_s, {});
            b.settle();
        }
        QLineEdit field;
        FormDraft draft;
    };
    const auto type = [&base](Form &form, const QString &text) {
        base.clock.advance(kSecondMs);
        form.field.setText(text);
        form.draft.flush();
        base.settle();
    };
    const auto kept = [&base] {
        QStringList texts;
        const auto drafts = base.ask<QList<Draft>>([](Services &s) { return s.drafts.all(); });
        for (const Draft &d : drafts.value_or(QList<Draft>()))
            texts << QJsonDocument::fromJson(d.payload.toUtf8()).object().value(u"text"_s).toString();
        return texts.join(u", "_s);
    };
    {
        Form main(base);
        type(main, u"in the main window"_s);
        Form own(base);
        QCOMPARE(own.field.text(), QString());
        type(own, u"in its own window"_s);
        type(main, u"more in the main window"_s);
        QCOMPARE(kept(), u"more in the main window, in its own window"_s);
    }
    Form later(base); // both windows were closed: the newest is offered, and after it the other
    QCOMPARE(later.field.text(), u"more in the main window"_s);
    type(later, u"and more"_s);
    QCOMPARE(kept(), u"and more, in its own window"_s);
    bool done = false;
    later.draft.act<IncidentId>(
        this,
        [](Services &s) {
            NewIncident n;
            n.title = u"Objects of others in a listing"_s;
            n.reportedBy = u"Support"_s;
            n.detectedMs = IncidentFixture::kNow - kMinuteMs;
            return s.incidents.record(n);
        },
        [&done](const Result<IncidentId> &id) { done = id.has_value(); });
    QTRY_VERIFY(done);
    QCOMPARE(kept(), u"in its own window"_s);
    later.draft.open(u"entry/1"_s, {});
    QTRY_COMPARE(later.field.text(), u"in its own window"_s);
    later.draft.discard();
    base.settle();
    QCOMPARE(kept(), QString());
}

void TestFormDraft::typedDuringTheActStays()
{
    IncidentFixture base;
    QVERIFY(base.open());
    QLineEdit field;
    FormDraft draft(base.ui(), this);
    draft.watch(u"text"_s, &field);
    draft.open(u"entry/1"_s, {});
    base.settle();
    field.setText(u"for the act"_s);
    bool done = false;
    draft.act<void>(
        this, [](Services &s) { return s.session.act(Right::AddEntry, []() -> Result<void> { return {}; }); },
        [&done](const Result<void> &r) { done = r.has_value(); });
    field.setText(u"and more"_s);
    QTRY_VERIFY(done);
    QVERIFY(draft.isTouched());
    const auto load = [](Services &s) { return s.drafts.load(u"entry/1"_s); };
    QTRY_VERIFY(base.ask<Draft>(load));
    QVERIFY(base.ask<Draft>(load)->payload.contains(u"and more"_s));
}

QTEST_MAIN(TestFormDraft)
#include "tst_formdraft.moc"
