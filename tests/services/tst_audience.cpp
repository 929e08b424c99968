#include "tests/services/audiencefiles.h"
#include "tests/services/audiencefixture.h"

#include <QDir>
#include <QTest>
#include <algorithm>

using namespace tocsin;
using namespace tocsin::test;
using namespace Qt::StringLiterals;

/** Who gets a notice, who was frozen with it, and what they are told in (P9). */
class TestAudience : public QObject, private AudienceFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rule_data();
    void rule();
    void ownPeopleAreTheManagersAlone();
    void nobodyTwice();
    void putInAndTakenOut();
    void frozenAtApproval();
    void correctedAddressNeedsNoReview();
    void oneLanguageAlone();
    void othersAreNamedNowhere_data();
    void othersAreNamedNowhere();
    void ordinaryWordsAreMeant();
    void whoWasTakenOutIsNotTold();
    void laterScopeIsNotOfASentNotice();
    void templates();
    void templatePlaceholdersAreChecked();
    void templatesHaveNoLoops_data();
    void templatesHaveNoLoops();
    void valuesAreNoTemplates();
    void tenMegabytes();
    void everyTemplateIsThere();
    void authorityIsNamed();
};

void TestAudience::init()
{
    QVERIFY2(begin(), qPrintable(team->problems.join(u'\n')));
}

void TestAudience::cleanup()
{
    QCOMPARE(end(), QString());
}

void TestAudience::rule_data()
{
    QTest::addColumn<QString>("security");
    QTest::addColumn<QString>("admin");
    QTest::addColumn<QString>("expected");
    QTest::newRow("security contacts") << u"se@c.example"_s << u"ad@c.example"_s << u"security:se@c.example"_s;
    QTest::newRow("administrators if none") << QString() << u"ad@c.example"_s << u"administrator:ad@c.example"_s;
    QTest::newRow("neither is unreachable") << QString() << QString() << QString();
}

void TestAudience::rule() // P9.2
{
    QFETCH(QString, security);
    QFETCH(QString, admin);
    affect(team->customer(u"Cedar"_s, u"cedar-1"_s, security, admin));
    const NoticeId id = drafted(text());
    QTEST(who(id), "expected");
    QCOMPARE(s().audience.of(id)->unreachable.size(), security.isEmpty() && admin.isEmpty() ? 1 : 0);
}

void TestAudience::ownPeopleAreTheManagersAlone() // P9.1: no legal clock, no second person, before the declaration
{
    Notice begun;
    begun.audience = Audience::Internal;
    NoticeDraft d{u"For support"_s, u"Say that we are looking into it."_s, {}};
    for (const ContentItem &item : team->rules->requiredContent(Audience::Internal))
        d.content.insert(item.code, ContentMark::Given);
    const NoticeId id = drafted(d, begun);
    OK(s().audience.change(id, {AddresseeKind::Internal,
                                {},
                                u"Support desk"_s,
                                u"support@mast.example"_s,
                                {},
                                {},
                                true,
                                u"They answer calls"_s}));
    OK(s().notices.submit(id, 0));
    OK(s().notices.approve(id, 0, {})); // by its author, who holds the incident
    QVERIFY(s().declarations.obligations(incident)->isEmpty());
    QCOMPARE(s().notices.send(id, 0, team->path(u"out"_s)).value_or(-1), 1);
    // To customers the same needs legal, and somebody else.
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    const NoticeId other = drafted(text());
    OK(s().notices.submit(other, 0));
    QVERIFY(!s().notices.approve(other, 0, {}));
}

void TestAudience::nobodyTwice()
{
    ScopeRow first = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(first);
    affect(team->customer(u"Birch"_s, u"birch-2"_s, u"BO@birch.example"_s));
    affect(team->customer(u"Elm"_s, u"elm-1"_s, u"bo@birch.example"_s)); // one person, contact of two
    const NoticeId id = drafted(text());
    const auto messages = messagesFor(*s().audience.of(id));
    QCOMPARE(messages.size(), 2); // never a joint one
    QCOMPARE(messages.first().scope.size(), 2);
    NamedAddressee again{
        AddresseeKind::Contact, first.customer, u"Bo"_s, u"bo@Birch.example"_s, {}, {}, true, u"Sure"_s};
    REFUSED(s().audience.change(id, again), ErrorKind::Refused);
}

void TestAudience::putInAndTakenOut()
{
    const ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(row);
    const NoticeId id = drafted(text());
    NamedAddressee a{AddresseeKind::Contact, row.customer, u"Ann"_s, u"ann@birch.example"_s, {}, {}, true, {}};
    REFUSED(s().audience.change(id, a), ErrorKind::Invalid); // with a reason
    a.reason = u"She asked."_s;
    OK(s().audience.change(id, a));
    NamedAddressee bo{AddresseeKind::Contact, row.customer, u"Bo"_s, u"bo@birch.example"_s, {}, {}, false,
                      u"He left."_s};
    OK(s().audience.change(id, bo));
    QCOMPARE(who(id), u"added:ann@birch.example"_s);
    a.kind = AddresseeKind::Authority;
    REFUSED(s().audience.change(id, a), ErrorKind::Invalid);
}

void TestAudience::frozenAtApproval()
{
    const ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(row);
    const NoticeId id = drafted(text());
    OK(approve(id));
    QVERIFY(s().audience.of(id)->frozen);
    OK(s().customers.addContact(
        {0, 0, row.customer, row.subscription, u"New"_s, u"new@birch.example"_s, {}, u"security"_s, true}));
    QCOMPARE(who(id), u"security:bo@birch.example"_s);
    NamedAddressee a{AddresseeKind::Contact, row.customer, u"Ann"_s, u"ann@birch.example"_s, {}, {}, true, u"r"_s};
    REFUSED(s().audience.change(id, a), ErrorKind::Refused);
    OK(team->declare(incident));
    QCOMPARE(s().notices.send(id, 0, team->path(u"out"_s)).value_or(-1), 1);
    OK(s().notices.details(id));
    // A new version is for whom the rule finds then.
    const NoticeId other = drafted(text());
    OK(approve(other));
    OK(s().notices.saveText(other, 0, text(u"Again {{contact}}"_s)));
    QVERIFY(!s().audience.of(other)->frozen);
    QVERIFY(who(other).contains(u"new@birch.example"_s));
}

void TestAudience::correctedAddressNeedsNoReview() // P9.2
{
    const ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(row);
    const NoticeId id = drafted(text());
    OK(approve(id));
    Contact c = s().customers.contacts(row.customer)->first();
    c.email = u"bob@birch.example"_s;
    REFUSED(s().customers.change(c, {}), ErrorKind::Invalid);
    OK(s().customers.change(c, u"Mistyped."_s));
    OK(team->declare(incident));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    QCOMPARE(s().notices.details(id)->messages.first().address, u"bob@birch.example"_s);
}

void TestAudience::oneLanguageAlone()
{
    OK(s().customerImports.apply(larch()));
    OK(s().scopes.apply(incident, flows({u"s-101"_s}), FromProduction::No, {}, u"log"_s));
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    Notice begun;
    begun.language = u"fr"_s;
    begun.forLanguage = true;
    QCOMPARE(who(drafted(text(), begun)), u"security:lou@larch.example"_s);
    begun.language = u"en"_s; // whose language nobody said
    QCOMPARE(who(drafted(text(), begun)), u"security:bo@birch.example"_s);
    begun.forLanguage = false;
    QCOMPARE(who(drafted(text(), begun)), u"security:bo@birch.example security:lou@larch.example"_s);
}

void TestAudience::othersAreNamedNowhere_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QString &body, const QString &place) {
        QTest::newRow(name) << body << place;
    };
    row("nobody is named", u"Dear {{contact}} of {{customer}}"_s, {});
    row("one of the readers", u"Dear\nBirch Clinic"_s, u"Line 2: Birch Clinic"_s);
    row("whatever the case and the space", u"at BIRCH\nclinic"_s, u"Line 1: BIRCH\nclinic"_s);
    row("with a space of no width", u"Bir\u200bch Clinic"_s, u"Line 1: Bir\u200bch Clinic"_s);
    row("with other marks", u"the Bïrch-Clinic"_s, u"Line 1: Bïrch-Clinic"_s);
    row("a subscription", u"In gum-1 too"_s, u"Line 1: gum|Line 1: gum-1"_s);
    row("a number", u"see S-101."_s, u"Line 1: S-101"_s);
    row("who is not affected", u"As at Larch"_s, u"Line 1: Larch"_s);
    row("a part of a word", u"Larchwood and Birches"_s, {});
}

void TestAudience::othersAreNamedNowhere() // P9.3
{
    QFETCH(QString, body);
    QFETCH(QString, place);
    OK(s().customerImports.apply(larch()));
    affect(team->customer(u"Birch Clinic"_s, u"birch-1"_s, u"bo@birch.example"_s));
    affect(team->customer(u"Gum"_s, u"gum-1"_s, u"gu@gum.example"_s));
    const NoticeId id = drafted(text(body));
    QCOMPARE(s().notices.checked(id, text(body))->namesOfOthers.join(u'|'), place);
    const auto done = approve(id);
    QCOMPARE(done.has_value(), place.isEmpty());
    if (!done)
        QVERIFY2(done.error().userText.contains(place.section(u'|', 0, 0)), qPrintable(done.error().userText));
}

void TestAudience::ordinaryWordsAreMeant() // P9.3: a name that is a word too
{
    OK(s().customerImports.apply(larch()));
    affect(team->customer(u"Birch Clinic"_s, u"birch-1"_s, u"bo@birch.example"_s));
    const QString body = u"Dear {{contact}},\nthe benches are of larch."_s;
    const NoticeId id = drafted(text(body));
    const auto named = s().audience.names(id, text(body));
    OK(named);
    QCOMPARE(named->size(), 1);
    ForeignName wood = named->first();
    QCOMPARE(wood.said, u"Line 2: larch"_s);
    QCOMPARE(wood.line, u"the benches are of larch."_s);
    QCOMPARE(wood.whose, QStringList{u"Larch"_s});
    REFUSED(s().audience.mean(id, wood, true, u" "_s), ErrorKind::Invalid); // with a reason
    ForeignName elsewhere = wood;
    elsewhere.line = u"another line"_s;
    REFUSED(s().audience.mean(id, elsewhere, true, u"Wood"_s), ErrorKind::Invalid);
    OK(s().audience.mean(id, wood, true, u"The wood."_s));
    wood = s().audience.names(id, text(body))->first();
    QCOMPARE(wood.reason, u"The wood."_s); // the approver sees it
    QVERIFY(!wood.byName.isEmpty() && wood.atMs > 0);
    QVERIFY(s().notices.checked(id, text(body))->namesOfOthers.isEmpty());
    // It holds for the line alone, as it reads.
    QCOMPARE(s().notices.checked(id, text(body + u"\nSo was Larch."_s))->namesOfOthers,
             QStringList{u"Line 3: Larch"_s});
    QCOMPARE(s().notices.checked(id, text(u"the benches of larch."_s))->namesOfOthers, QStringList{u"Line 1: larch"_s});
    OK(s().notices.submit(id, 0));
    REFUSED(s().audience.mean(id, wood, false, u"No"_s), ErrorKind::Refused); // legal approves what it has seen
    OK(s().notices.returnToAuthor(id, 0, u"Is that Larch?"_s, team->said(team->ada)));
    OK(s().audience.mean(id, wood, false, u"It is Larch."_s));
    REFUSED(approve(id), ErrorKind::Refused);
    OK(s().notices.returnToAuthor(id, 0, u"So say it."_s, team->said(team->ada)));
    OK(s().audience.mean(id, wood, true, u"No, it is wood."_s));
    OK(approve(id));
    QCOMPARE(team->db->scalar(u"SELECT count(*) FROM name_meant"_s).toInt(), 3); // each stays in the record
}

void TestAudience::whoWasTakenOutIsNotTold() // P9.2: nobody is left, so it is unreachable and not delivered
{
    const ScopeRow birch = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(birch);
    affect(team->customer(u"Gum"_s, u"gum-1"_s, u"gu@gum.example"_s));
    OK(team->declare(incident));
    const NoticeId id = drafted(text());
    OK(s().audience.change(
        id, {AddresseeKind::Contact, birch.customer, u"Bo"_s, u"bo@birch.example"_s, {}, {}, false, u"He left."_s}));
    QCOMPARE(s().audience.of(id)->unreachable, QSet<SubscriptionId>{birch.subscription});
    OK(approve(id));
    const auto reach = [&](CustomerId customer) {
        const auto details = s().notices.details(id);
        for (const ScopeRow &row : details->scope)
            if (row.customer == customer)
                return row.reachability;
        return Reachability::Administrator;
    };
    QCOMPARE(reach(birch.customer), Reachability::Unreachable);
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    const auto messages = s().notices.details(id)->messages;
    QCOMPARE(messages.size(), 1);
    OK(s().notices.recordDelivery(messages.first().id, {u"mail"_s, team->clock.nowMs(), u"250"_s, true}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Sent); // Birch is not told
    const auto matrix = s().audience.matrix(incident);
    QCOMPARE(matrix->first().customerName, u"Birch"_s);
    QCOMPARE(matrix->first().state, MatrixState::NoRecipient);
    OK(s().notices.recordByHand(id, birch.subscription,
                                {u"telephone"_s, team->clock.nowMs(), u"Told the desk"_s, true}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Delivered);
    QCOMPARE(s().audience.matrix(incident)->first().state, MatrixState::Reached);
}

void TestAudience::laterScopeIsNotOfASentNotice() // P7.8: its own clock, its own notice
{
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    OK(team->declare(incident));
    const NoticeId id = drafted(text());
    OK(approve(id));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    team->clock.advance(kMinuteMs);
    affect(team->customer(u"Gum"_s, u"gum-1"_s, u"gu@gum.example"_s));
    QCOMPARE(who(id), u"security:bo@birch.example"_s);
    QVERIFY(s().audience.of(id)->unreachable.isEmpty());
    QCOMPARE(s().audience.matrix(incident)->first().state, MatrixState::NoNotice);
    OK(s().notices.recordDelivery(s().notices.details(id)->messages.first().id,
                                  {u"mail"_s, team->clock.nowMs(), u"250"_s, true}));
    QCOMPARE(s().notices.details(id)->notice.state, NoticeState::Delivered);
}

void TestAudience::templates() // P9.6
{
    const auto german = [&] { return *s().templates.inForce(Audience::Customers, NoticePhase::First, u"de"_s); };
    QVERIFY(german().subject.startsWith(u"Sicherheitsvorfall"_s));
    NoticeTemplate t = german();
    t.subject = u"Vorfall {{reference}}"_s;
    REFUSED(s().templates.save(t, {}), ErrorKind::Invalid);
    OK(s().templates.save(t, u"Shorter."_s));
    QVERIFY(german().subject.startsWith(u"Sicherheitsvorfall"_s)); // until legal has approved it
    REFUSED(s().templates.save(t, u"Again."_s), ErrorKind::Conflict);
    const auto all = s().templates.all();
    const auto mine = std::find_if(all->begin(), all->end(), [](const NoticeTemplate &x) { return x.id > 0; });
    QVERIFY(mine != all->end() && !mine->isApproved());
    if (!onServer())                                                   // there whoever acts is who logged in
        REFUSED(s().templates.approve(*mine, {}), ErrorKind::Refused); // one's own
    OK(s().templates.approve(*mine, team->said(team->ada)));
    const auto versions = s().templates.versions(german());
    OK(versions);
    QCOMPARE(versions->size(), 2); // the one the program came with stands first
    QVERIFY(versions->first().subject.startsWith(u"Sicherheitsvorfall"_s) && !versions->first().inForce);
    QCOMPARE(versions->last().reason, u"Shorter."_s);
    QCOMPARE(versions->last().approvedByName, u"Ada Ruiz"_s);
    QVERIFY(versions->last().inForce);
    QCOMPARE(german().subject, u"Vorfall {{reference}}"_s);
    Notice begun;
    begun.language = u"de"_s;
    const auto draft = s().notices.templateFor(incident, begun);
    OK(draft);
    QVERIFY(draft->subject.startsWith(u"Vorfall INC-"_s));
    QVERIFY(draft->body.contains(u"November 2025"_s));
}

void TestAudience::templatePlaceholdersAreChecked()
{
    NoticeTemplate t = *s().templates.inForce(Audience::Internal, NoticePhase::First, u"en"_s);
    t.body = u"{{what_happened}} {{customer}} {{oops}}"_s;
    const auto saved = s().templates.save(t, u"r"_s);
    REFUSED(saved, ErrorKind::Invalid);
    QVERIFY(saved.error().userText.contains(u"{{customer}}"_s) && saved.error().userText.contains(u"{{oops}}"_s));
}

/** P9.6: a loop, a text within itself, another way to write tags: neither kept as a template nor approved. */
void TestAudience::templatesHaveNoLoops_data()
{
    QTest::addColumn<QString>("body");
    QTest::newRow("loop") << u"{{#customer}}again {{/customer}}"_s;
    QTest::newRow("loop in a loop") << u"{{#customer}}{{#customer}}x{{/customer}}{{/customer}}"_s;
    QTest::newRow("never closed") << u"{{#customer}} {{contact}}"_s;
    QTest::newRow("condition") << u"{{^customer}}hidden{{/customer}}"_s;
    QTest::newRow("itself") << u"{{>customer}}"_s;
    QTest::newRow("comment") << u"{{!customer}}"_s;
    QTest::newRow("other braces") << u"{{=<% %>=}}<%#customer%>x<%/customer%>"_s;
}

void TestAudience::templatesHaveNoLoops()
{
    QFETCH(QString, body);
    NoticeTemplate t = *s().templates.inForce(Audience::Customers, NoticePhase::First, u"en"_s);
    t.body = body;
    const auto saved = s().templates.save(t, u"r"_s);
    REFUSED(saved, ErrorKind::Invalid);
    QCOMPARE(saved.error().field, u"body"_s);
    affect(team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s));
    REFUSED(approve(drafted(text(body))), ErrorKind::Refused);
}

/** What a value says is not filled in once more. */
void TestAudience::valuesAreNoTemplates()
{
    ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    row.accessed = u"{{customer}} {{#contact}}<b>{{subscriptions}}"_s;
    affect(row);
    const NoticeId id = drafted(text(u"Read: {{accessed}}"_s));
    OK(approve(id));
    OK(team->declare(incident));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    const QStringList letters = QDir(team->path(u"out"_s)).entryList({u"*.pdf"_s});
    QFile letter(team->path(u"out/"_s + letters.value(0)));
    QVERIFY(letter.open(QIODevice::ReadOnly));
    const QByteArray all = letter.readAll();
    QVERIFY2(all.contains("Read: birch-1: {{customer}} {{#contact}}<b>{{subscriptions}}"), all.constData());
}

/** Whatever is pasted: said at its field, nothing is cut off, nothing hangs. */
void TestAudience::tenMegabytes()
{
    const QString much = u"{{ < & \u202E\U0001F600 \n"_s.repeated(1'000'000);
    const ScopeRow row = team->customer(u"Birch"_s, u"birch-1"_s, u"bo@birch.example"_s);
    affect(row);
    const NoticeId id = drafted(text());
    const auto refusedAt = [](const auto &done) { return done ? u"taken"_s : done.error().field; };
    QCOMPARE(refusedAt(s().notices.saveText(id, 0, text(much))), u"body"_s);
    NoticeDraft d = text();
    d.subject = QString(much).remove(u'\n');
    QCOMPARE(refusedAt(s().notices.saveText(id, 0, d)), u"subject"_s);
    NoticeTemplate t = *s().templates.inForce(Audience::Customers, NoticePhase::First, u"en"_s);
    t.body = much;
    QCOMPARE(refusedAt(s().templates.save(t, u"r"_s)), u"body"_s);
    REFUSED(s().audience.change(
                id, {AddresseeKind::Contact, row.customer, u"Bo"_s, u"bo@birch.example"_s, {}, {}, false, much}),
            ErrorKind::Invalid);
    OK(s().notices.submit(id, 0));
    REFUSED(s().notices.returnToAuthor(id, 0, much, team->said(team->ada)), ErrorKind::Invalid);
    OK(s().notices.approve(id, 0, team->said(team->ada)));
    OK(team->declare(incident));
    OK(s().notices.send(id, 0, team->path(u"out"_s)));
    const MessageId message = s().notices.details(id)->messages.first().id;
    REFUSED(s().notices.recordDelivery(message, {u"mail"_s, team->clock.nowMs(), much, true}), ErrorKind::Invalid);
    Matter answer;
    answer.notice = id;
    answer.kind = MatterKind::Reply;
    answer.who = u"Bo"_s;
    answer.words = much;
    answer.atMs = team->clock.nowMs();
    REFUSED(s().matters.add(answer), ErrorKind::Invalid);
    QVERIFY(s().notices.details(id)->messages.first().proof.isEmpty()); // and nothing of it is kept
}

void TestAudience::everyTemplateIsThere()
{
    const auto all = s().templates.all();
    OK(all);
    QCOMPARE(all->size(), 48); // four audiences, four phases, three languages
    for (const NoticeTemplate &t : *all) {
        QVERIFY2(checkTemplate(t).has_value(), qPrintable(t.subject));
        QVERIFY(t.isApproved());
    }
}

void TestAudience::authorityIsNamed()
{
    Notice begun;
    begun.audience = Audience::Authority;
    NoticeDraft d{u"Notification"_s, u"Text"_s, {}, {{u"controller_name"_s, u"Mast Cloud"_s}}};
    for (const ContentItem &item : team->rules->requiredContent(Audience::Authority))
        d.content.insert(item.code, ContentMark::Given);
    const NoticeId id = drafted(d, begun);
    OK(s().audience.change(id, {AddresseeKind::Authority,
                                {},
                                u"The authority"_s,
                                u"post@authority.example"_s,
                                u"DE"_s,
                                u"de"_s,
                                true,
                                u"Our establishment"_s}));
    OK(s().audience.change(id, {AddresseeKind::Authority,
                                {},
                                u"The other authority"_s,
                                u"https://portal.authority.example"_s,
                                u"FR"_s,
                                u"fr"_s,
                                true,
                                u"People there are affected"_s}));
    OK(approve(id));
    QCOMPARE(who(id), u"named:post@authority.example named:https://portal.authority.example"_s);
    // What the form says is a part of the text and of its hash.
    QCOMPARE(s().notices.details(id)->text.draft.form.value(u"controller_name"_s), u"Mast Cloud"_s);
    OK(team->declare(incident));
    QCOMPARE(s().notices.send(id, 0, team->path(u"out"_s)).value_or(-1), 2);
    // What goes to a portal is a letter alone: no mail can be sent there.
    QCOMPARE(QDir(team->path(u"out"_s)).entryList({u"*.eml"_s}).size(), 1);
    QCOMPARE(QDir(team->path(u"out"_s)).entryList({u"*.pdf"_s}).size(), 2);
}

QTEST_GUILESS_MAIN(TestAudience)
#include "tst_audience.moc"
