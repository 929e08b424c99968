#include "models/exchange/noticerenderer.h"
#include "models/services/workspace.h"
#include "tests/ui/incidentfixture.h"
#include "ui/common/chip.h"
#include "ui/incident/consultationpanel.h"
#include "ui/incident/consultationscard.h"
#include "ui/incident/delaygroundpanel.h"
#include "ui/incident/exceptpanel.h"
#include "ui/theme/theme.h"
#include "ui/transfers/approvalspage.h"
#include "ui/transfers/requestview.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace tocsin;

/** P8, P10.5, P13.5 as a person works with them: asked for in the incident, decided in place on the page Approvals. */
class TestRequestView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void whoMayWhat_data();
    void whoMayWhat();
    void asksAndWritesDown();
    void decidedInPlaceByKey();
    void refreshKeepsTheButtons();
    void refusalStandsAtTheField();
    void threadInPlace();
    void noticeIsApprovedInPlace();
    void statuteOffersTheLaw();
    void consultations();
    void everyFocusableHasAName();

private:
    template<class T> [[nodiscard]] T *find(QWidget *in, const QString &name) const
    {
        for (T *w : in->findChildren<T *>(name))
            if (w->isVisible())
                return w;
        return nullptr;
    }
    template<class T> T did(std::function<Result<T>(Services &)> job)
    {
        auto r = f->ask<T>(std::move(job));
        if (!r)
            qWarning("%s", qPrintable(r.error().userText + u" | "_s + r.error().detail));
        return r.value_or(T{});
    }
    void show(RequestView &view, ExceptionId exception)
    {
        view.resize(800, 900);
        view.show();
        view.showRequest(lineOf(exception));
    }
    bool done(std::function<Result<void>(Services &)> job)
    {
        auto r = f->ask<void>(std::move(job));
        if (!r)
            qWarning("%s", qPrintable(r.error().userText + u" | "_s + r.error().detail));
        return r.has_value();
    }
    void choose(QWidget *in, const QString &form, PersonId who, const QString &words)
    {
        auto *attest = find<QWidget>(in, form);
        QVERIFY2(attest, qPrintable(form));
        auto *by = attest->findChild<QComboBox *>(u"by"_s);
        QTRY_VERIFY(by->findData(who.value) >= 0);
        by->setCurrentIndex(by->findData(who.value));
        attest->findChild<QLineEdit *>(u"words"_s)->setText(words);
    }
    [[nodiscard]] IncidentDetails details()
    {
        return did<IncidentDetails>([i = id](Services &s) { return s.incidents.details(i); });
    }
    [[nodiscard]] Obligation duty() { return details().obligations.value(0); }
    [[nodiscard]] ExceptionId asked(PersonId by = {});
    [[nodiscard]] Approval lineOf(ExceptionId exception);
    Person person(const QString &name, Roles roles);

    std::unique_ptr<IncidentFixture> f;
    IncidentId id;
    Person ada, eve;
};

Person TestRequestView::person(const QString &name, Roles roles)
{
    Person p;
    p.name = name;
    p.roles = roles;
    p.id = did<PersonId>([p](Services &s) { return s.people.add(p); });
    return p;
}

void TestRequestView::init()
{
    applyTheme(*qApp, Theme::Mode::Light);
    f = std::make_unique<IncidentFixture>([] { return std::make_unique<NoticeRenderer>(); });
    QVERIFY(f->open());
    id = f->record(u"Sign-ins"_s);
    ada = person(u"Ada Ruiz"_s, Role::Legal);
    eve = person(u"Eve Okoro"_s, Role::Executive);
    QVERIFY(done([i = id, now = f->clock.nowMs()](Services &s) -> Result<void> {
        if (auto ok = s.incidents.move(i, s.incidents.byId(i)->version, Stage::Assess, u"On call."_s); !ok)
            return ok;
        auto entry = s.timeline.add(i, {EntryKind::Evidence, now, u"Log"_s, {}, true});
        DeclarationInput in;
        in.statementSigned = true;
        in.consultedWho = u"Ada Ruiz"_s;
        in.consultedMs = now;
        in.citations = {*entry};
        return s.declarations.declare(i, s.incidents.byId(i)->version, in);
    }));
}

void TestRequestView::cleanup()
{
    f.reset();
}

ExceptionId TestRequestView::asked(PersonId)
{
    return did<ExceptionId>([i = id, o = duty().id, now = f->clock.nowMs()](Services &s) {
        return s.exceptions.ask(
            i, {ExceptionKind::Exception, u"risk_to_others"_s, u"The hole is open."_s, now + 4 * kHourMs, {}, {o}});
    });
}

Approval TestRequestView::lineOf(ExceptionId exception)
{
    Approval a;
    a.kind = ApprovalKind::Exception;
    a.id = exception.value;
    a.incident = id;
    return a;
}

void TestRequestView::whoMayWhat_data()
{
    using enum Role;
    QTest::addColumn<int>("roles");
    QTest::addColumn<bool>("holds"); // is the incident manager who holds it, and who asked
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("inForce");
    QTest::addColumn<QString>("notice");
    QTest::addColumn<QString>("rescission");
    const auto row = [](const char *name, Roles roles, bool holds, const QString &askedMay, const QString &forceMay,
                        const QString &noticeMay) {
        // Who may have a notice approved may have a rescission co-signed: legal, or the holder writes legal's word
        // down.
        const QString rescissionMay = noticeMay.isEmpty() ? QString() : u"approved refused"_s;
        QTest::newRow(name) << static_cast<int>(roles.toInt()) << holds << askedMay << forceMay << noticeMay
                            << rescissionMay;
    };
    const QString both = u"approved refused"_s, none;
    const QString written = u"attest-executive attest-legal attest-no-executive attest-no-legal taken_back"_s;
    row("legal", Legal, false, both, u"revoked"_s, u"approved returned"_s);
    row("executive", Executive, false, both, u"revoked"_s, none);
    row("legal and executive", Legal | Executive, false, both, u"revoked"_s, u"approved returned"_s);
    row("holder", IncidentManager, true, written, none, u"approved returned"_s);
    row("holder with every role", Responder | IncidentManager | Legal | Executive, true, written, u"revoked"_s,
        u"approved returned"_s);
    row("another manager", IncidentManager, false, none, none, none);
    row("responder", Responder, false, none, none, none);
    row("post-mortem author", PostmortemAuthor, false, none, none, none);
    row("auditor", Auditor, false, none, none, none);
}

/** What is not allowed stays visible, disabled, and says whose right it is. */
void TestRequestView::whoMayWhat()
{
    QFETCH(int, roles);
    QFETCH(bool, holds);
    const auto x = asked();
    const auto notice = did<NoticeId>([i = id](Services &s) -> Result<NoticeId> {
        NoticeDraft text{u"Incident"_s, u"Text."_s, {}};
        for (const ContentItem &item : s.session.rules().requiredContent(Audience::Internal))
            text.content.insert(item.code, ContentMark::Given);
        auto n = s.notices.start(i, Audience::Internal, NoticePhase::First, text);
        if (n)
            if (auto ok = s.notices.submit(*n, 0); !ok)
                return tl::unexpected(ok.error());
        return n;
    });
    Person who = f->workspace.status().person;
    if (!holds)
        who.id = PersonId{9999};
    who.roles = Roles::fromInt(roles);
    const auto may = [&](const Approval &a) {
        const RequestFacts facts = did<RequestFacts>([a, who, now = f->clock.nowMs()](Services &s) {
            return RequestReader::read(s, a, {who, false, now});
        });
        QStringList codes;
        for (const RequestChoice &c : facts.choices)
            if (c.whyNot.isEmpty())
                codes << c.code;
        codes.sort();
        return codes.join(u' ');
    };
    QTEST(may(lineOf(x)), "asked");
    Approval n = lineOf(x);
    n.kind = ApprovalKind::Notice;
    n.id = notice.value;
    QTEST(may(n), "notice");
    Approval r = lineOf(x);
    r.kind = ApprovalKind::Rescission;
    r.id = did<qint64>([i = id](Services &s) -> Result<qint64> {
        const auto entry = s.timeline.add(i, {EntryKind::Evidence, s.session.nowMs(), u"Our script"_s, {}, false});
        if (auto ok = s.rescissions.request(i, s.incidents.byId(i)->version, u"Our own."_s, {*entry}); !ok)
            return tl::unexpected(ok.error());
        return s.rescissions.history(i)->last().id;
    });
    QTEST(may(r), "rescission");
    QVERIFY(done([x, l = ada.id, e = eve.id, now = f->clock.nowMs()](Services &s) -> Result<void> {
        for (const auto &[as, by] :
             {std::pair(ExceptionCapacity::Legal, l), std::pair(ExceptionCapacity::Executive, e)})
            if (auto ok = s.exceptions.decide(s.exceptions.details(x)->exception,
                                              {ExceptionDecision::Approved, as, u"Yes."_s},
                                              {by, now, u"by telephone"_s, u"Yes."_s});
                !ok)
                return ok;
        return {};
    }));
    QTEST(may(lineOf(x)), "inForce");
    // What was written down is confirmed by whose decision it is, and by nobody else.
    const auto attested = did<QList<AttestedDecision>>([i = id](Services &s) { return s.attestations.ofIncident(i); });
    QCOMPARE(attested.size(), 2);
    Approval a = lineOf(x);
    a.kind = ApprovalKind::Attestation;
    a.act = codeOf(attested.first().act);
    a.id = attested.first().id;
    QCOMPARE(may(a), QString());
    who.id = attested.first().by;
    QCOMPARE(may(a), u"approved refused"_s);
}

/** In the incident: asked for, with what both said on the telephone. */
void TestRequestView::asksAndWritesDown()
{
    ExceptPanel panel(f->ui(), details(), duty());
    panel.resize(440, 900);
    panel.show();
    QVERIFY(!find<QWidget>(&panel, u"attest-legal"_s));
    auto *ground = panel.findChild<QWidget *>(u"exceptGround"_s);
    for (auto *b : ground->findChildren<QAbstractButton *>())
        if (b->text().contains(u"Risk to other"_s) || b->accessibleName().contains(u"Risk to other"_s))
            b->click();
    find<QPlainTextEdit>(&panel, u"reasoning"_s)->setPlainText(u"The hole is open."_s);
    find<QCheckBox>(&panel, u"exceptDecided"_s)->setChecked(true);
    const auto *area = panel.findChild<QScrollArea *>();
    QTRY_VERIFY2(area->widget()->width() <= area->viewport()->width(), "something in it ends behind its edge");
    choose(&panel, u"attest-legal"_s, ada.id, u"Agreed."_s);
    choose(&panel, u"attest-executive"_s, eve.id, u"Yes."_s);
    QSignalSpy spy(&panel, &ActPanel::done);
    for (auto *b : panel.findChildren<QPushButton *>())
        if (b->text() == u"Ask for the exception"_s)
            b->click();
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(obligationState(duty().facts, f->clock.nowMs()), ObligationState::Excepted);
}

/** J and K move, A approves: here by what legal said, written down. */
void TestRequestView::decidedInPlaceByKey()
{
    const auto x = asked();
    ApprovalsPage page(f->ui());
    page.resize(1180, 900);
    page.show();
    page.activate();
    auto *list = page.findChild<QListWidget *>(u"approvalList"_s);
    QTRY_COMPARE(list->count(), 2); // a heading, and the request that waits for others
    list->setCurrentRow(1);
    QTRY_COMPARE(page.other()->facts().request.id, x.value);
    QVERIFY(find<QLabel>(&page, u"requestTitle"_s)->text().contains(u"72 hours"_s));
    choose(&page, u"attest-legal"_s, ada.id, u"Agreed."_s);
    QTest::keyClick(list, Qt::Key_A);
    QTRY_VERIFY(find<Chip>(&page, u"requestState"_s)->text().contains(u"waits for the executive"_s));
    choose(&page, u"attest-executive"_s, eve.id, u"Yes."_s);
    find<QPushButton>(&page, u"request-attest-executive"_s)->click();
    QTRY_COMPARE(find<Chip>(&page, u"requestState"_s)->text(), u"in force"_s);
    QVERIFY(find<QLabel>(&page, u"requestSaid"_s)->text().contains(u"Ada Ruiz"_s));
}

/** Others write while somebody decides: the button under the finger is still that button. */
void TestRequestView::refreshKeepsTheButtons()
{
    const auto x = asked();
    RequestView view(f->ui());
    show(view, x);
    QTRY_VERIFY(find<QPushButton>(&view, u"request-taken_back"_s));
    auto *button = find<QPushButton>(&view, u"request-taken_back"_s);
    QSignalSpy shown(&view, &RequestView::shown);
    view.showRequest(lineOf(x));
    QTRY_COMPARE(shown.count(), 1);
    QCOMPARE(find<QPushButton>(&view, u"request-taken_back"_s), button);
}

void TestRequestView::refusalStandsAtTheField()
{
    const auto x = asked();
    RequestView view(f->ui());
    show(view, x);
    QTRY_VERIFY(find<QPushButton>(&view, u"request-taken_back"_s));
    find<QPushButton>(&view, u"request-taken_back"_s)->click(); // without words
    QVERIFY(find<QPlainTextEdit>(&view, u"requestWords"_s)->hasFocus() || !view.isActiveWindow());
    QCOMPARE(did<ExceptionDetails>([x](Services &s) { return s.exceptions.details(x); }).exception.state,
             ExceptionState::Asked);
    find<QPlainTextEdit>(&view, u"requestWords"_s)->setPlainText(u"Closed by now."_s);
    find<QPushButton>(&view, u"request-taken_back"_s)->click();
    QTRY_COMPARE(find<Chip>(&view, u"requestState"_s)->text(), u"taken back"_s);
}

void TestRequestView::threadInPlace()
{
    const auto x = asked();
    RequestView view(f->ui());
    show(view, x);
    QTRY_VERIFY(find<QPlainTextEdit>(&view, u"requestQuestion"_s));
    find<QPlainTextEdit>(&view, u"requestQuestion"_s)->setPlainText(u"Which hole?"_s);
    find<QPushButton>(&view, u"requestAsk"_s)->click();
    QTRY_VERIFY(find<QLabel>(&view, u"requestThread"_s));
    QVERIFY(find<QLabel>(&view, u"requestThread"_s)->text().contains(u"Which hole?"_s));
    QTRY_VERIFY(find<QPushButton>(&view, u"requestAnswer"_s));
}

/** A notice stands there with its text, and legal's word on it is written down in place. */
void TestRequestView::noticeIsApprovedInPlace()
{
    const auto n = did<NoticeId>([i = id](Services &s) -> Result<NoticeId> {
        const QString body =
            u"## What happened\n\nWhat colleagues need to know.\n\n"_s + QString(9000, u'x') + u"\n\nThe end."_s;
        NoticeDraft text{u"Incident"_s, body, {}};
        for (const ContentItem &item : s.session.rules().requiredContent(Audience::Internal))
            text.content.insert(item.code, ContentMark::Given);
        auto notice = s.notices.start(i, Audience::Internal, NoticePhase::First, text);
        if (notice)
            if (auto ok = s.notices.submit(*notice, 0); !ok)
                return tl::unexpected(ok.error());
        return notice;
    });
    RequestView view(f->ui());
    view.resize(800, 900);
    view.show();
    Approval a = lineOf({});
    a.kind = ApprovalKind::Notice;
    a.id = n.value;
    view.showRequest(a);
    QTRY_VERIFY(find<QTextBrowser>(&view, u"requestText"_s));
    // As who gets it reads it, and all of it.
    const QString shown = find<QTextBrowser>(&view, u"requestText"_s)->toPlainText();
    QVERIFY2(shown.startsWith(u"What happened\nWhat colleagues need to know."_s), qPrintable(shown.left(80)));
    QVERIFY(shown.endsWith(u"The end."_s));
    choose(&view, u"attest-legal"_s, ada.id, u"Approved."_s);
    view.approve();
    QTRY_COMPARE(find<Chip>(&view, u"requestState"_s)->text(), nameOf(NoticeState::Approved));
}

/** P8.2: the panel says that there is no exception, and records what the law has instead. */
void TestRequestView::statuteOffersTheLaw()
{
    QVERIFY(done([i = id](Services &s) -> Result<void> {
        if (auto ok = s.assessments.classify(i, s.incidents.byId(i)->version,
                                             {Outcome::CustomerReportable, PersonalData::Yes, u"Read."_s, u"Mira"_s});
            !ok)
            return ok;
        DutyFactsByHand facts;
        facts.jurisdictions = {u"DE"_s};
        facts.part = ProviderPart::Controller;
        facts.risk = PeopleRisk::HighRisk;
        auto noted = s.duties.noteFacts(i, 0, facts, u"As the register says."_s);
        return noted ? Result<void>() : tl::unexpected(noted.error());
    }));
    const IncidentDetails d = details();
    const auto statute = std::find_if(d.obligations.begin(), d.obligations.end(), [](const Obligation &o) {
        return o.duty == DutyKind::Statute && o.addressee == Addressee::Authority;
    });
    QVERIFY(statute != d.obligations.end());
    QVERIFY(whyNotExceptable(*statute, true, f->clock.nowMs()).contains(u"Art. 33(1)"_s));
    DelayGroundPanel panel(f->ui(), d, *statute);
    panel.resize(440, 900);
    panel.show();
    bool said = false;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        said = said || label->text().contains(u"Art. 33(1)"_s);
    QVERIFY(said);
    find<QPlainTextEdit>(&panel, u"delayReason"_s)->setPlainText(u"The log came late."_s);
    QSignalSpy spy(&panel, &ActPanel::done);
    for (auto *b : panel.findChildren<QPushButton *>())
        if (b->text() == u"Record it"_s)
            b->click();
    QTRY_COMPARE(spy.count(), 1);
    const auto delays = did<QList<DelayGround>>([i = id](Services &s) { return s.exceptions.delays(i); });
    QCOMPARE(delays.size(), 1);
}

void TestRequestView::consultations()
{
    ConsultationPanel panel(f->ui(), details());
    panel.resize(440, 900);
    panel.show();
    find<QLineEdit>(&panel, u"consultationAdviser"_s)->setText(u"Ada Ruiz"_s);
    find<QPlainTextEdit>(&panel, u"consultationQuestion"_s)->setPlainText(u"May we wait?"_s);
    find<QPlainTextEdit>(&panel, u"consultationAdvice"_s)->setPlainText(u"For a day."_s);
    QVERIFY(find<QCheckBox>(&panel, u"consultationPrivileged"_s)->isChecked());
    QSignalSpy spy(&panel, &ActPanel::done);
    for (auto *b : panel.findChildren<QPushButton *>())
        if (b->text() == u"Record the consultation"_s)
            b->click();
    QTRY_COMPARE(spy.count(), 1);
    ConsultationsCard card(f->ui());
    card.show();
    card.showIncident(id, {});
    const auto reads = [&card](const QString &words) {
        for (const QLabel *label : card.findChildren<QLabel *>())
            if (label->text().contains(words))
                return true;
        return false;
    };
    QTRY_VERIFY(reads(u"For a day."_s));
    // Who may not read it sees when, with whom, and the digest.
    Person rita = f->workspace.status().person;
    rita.id = PersonId{9999};
    rita.roles = Role::Responder;
    QVERIFY(done([rita](Services &s) -> Result<void> {
        s.session.setActor(rita);
        return {};
    }));
    card.showIncident(id, u"not yours"_s);
    QTRY_VERIFY(reads(u"Withheld: privileged"_s));
    QVERIFY(!reads(u"For a day."_s));
    QVERIFY(!card.findChild<QPushButton *>(u"addConsultation"_s)->isEnabled());
}

void TestRequestView::everyFocusableHasAName()
{
    const auto x = asked();
    RequestView view(f->ui());
    show(view, x);
    QTRY_VERIFY(find<QPlainTextEdit>(&view, u"requestQuestion"_s));
    ExceptPanel panel(f->ui(), details(), duty());
    panel.show();
    find<QCheckBox>(&panel, u"exceptDecided"_s)->setChecked(true);
    for (QWidget *root : {static_cast<QWidget *>(&view), static_cast<QWidget *>(&panel)})
        for (QWidget *w : root->findChildren<QWidget *>()) {
            if (!w->isVisible() || !(w->focusPolicy() & Qt::TabFocus) || w->focusProxy() ||
                w->objectName().startsWith(u"qt_"_s))
                continue;
            QAccessibleInterface *iface = QAccessible::queryAccessibleInterface(w);
            QVERIFY2(iface && !iface->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(w->metaObject()->className()) + u' ' + w->objectName()));
        }
}

QTEST_MAIN(TestRequestView)
#include "tst_requestview.moc"
