#include "tests/shots/scenes.h"
#include "tests/shots/studio.h"
#include "ui/customers/importpanel.h"
#include "ui/notices/noticestab.h"

#include <QFile>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin::shots {

namespace {

void choose(Studio &studio, const QString &bar, int page)
{
    qobject_cast<QTabBar *>(studio.find(bar))->setCurrentIndex(page);
    studio.settle();
}

/** A notice to an authority with a form that is begun, and what came back on it. */
NoticeId authorityNotice(Studio &studio, IncidentId id)
{
    return studio.ask<NoticeId>([id](Services &s) -> Result<NoticeId> {
        Notice begun;
        begun.audience = Audience::Authority;
        auto notice = s.notices.start(id, begun, {});
        if (!notice)
            return notice;
        auto known = s.notices.formAnswers(*notice);
        auto details = s.notices.details(*notice);
        if (!known || !details)
            return tl::unexpected(known ? details.error() : known.error());
        NoticeDraft draft = details->text.draft;
        draft.form = *known;
        draft.form.insert(u"nature_cia"_s, u"confidentiality"_s);
        if (auto ok = s.notices.saveText(*notice, 0, draft); !ok)
            return tl::unexpected(ok.error());
        Matter m;
        m.notice = *notice;
        m.kind = MatterKind::Receipt;
        m.who = u"Autoriteit Persoonsgegevens"_s;
        m.reference = u"AP-2026-11842"_s;
        m.words = u"Received by the portal."_s;
        m.atMs = s.session.nowMs();
        if (auto key = s.matters.add(m); !key)
            return tl::unexpected(key.error());
        m.kind = MatterKind::Question;
        m.reference.clear();
        m.words = u"Which categories of data subjects, and since when?"_s;
        m.ownerName = u"Ines Albrecht"_s;
        m.dueMs = m.atMs + 3 * kDayMs;
        if (auto key = s.matters.add(m); !key)
            return tl::unexpected(key.error());
        return notice;
    });
}

/** The account that mail leaves by: as it is kept, with a server that refuses, and with a field that is wrong. */
void shootMail(Studio &studio)
{
    studio.page(u"mail"_s);
    studio.shoot(u"mail"_s);
    studio.type(u"mail-password"_s, u"only for pictures"_s);
    studio.click(u"mailTest"_s);
    studio.shoot(u"mail-test-refused"_s);
    studio.type(u"mail-host"_s, u" (new)"_s);
    studio.click(u"mailTest"_s);
    studio.shoot(u"mail-test-field"_s);
    studio.window().resize(960, 600);
    studio.shoot(u"mail-960"_s);
    studio.window().resize(1280, 720);
    studio.click(u"mailDiscard"_s);
}

/** A customer that was edited, with what was entered about it. */
void shootHistory(Studio &studio)
{
    studio.ask<void>([](Services &s) -> Result<void> {
        const auto all = s.customers.all();
        if (!all)
            return tl::unexpected(all.error());
        Customer first = all->first();
        first.country = u"BE"_s;
        if (auto ok = s.customers.change(first); !ok)
            return ok;
        const auto contacts = s.customers.contacts(first.id);
        if (!contacts || contacts->isEmpty())
            return contacts ? Result<void>() : tl::unexpected(contacts.error());
        Contact moved = contacts->first();
        moved.email = u"security.desk@ashbrook.example"_s;
        return s.customers.change(moved, u"Telephoned: the old address is closed since the merger with the county."_s);
    });
    studio.page(u"customers"_s);
    studio.click(u"customerHistoryShow"_s);
    studio.shoot(u"customers-history"_s);
}

/** A template that was changed, against the one that is used until legal has approved it. */
void shootTemplateVersions(Studio &studio)
{
    studio.ask<void>([](Services &s) -> Result<void> {
        auto text = s.templates.inForce(Audience::Customers, NoticePhase::First, u"en"_s);
        if (!text)
            return tl::unexpected(text.error());
        text->subject = u"Incident {{reference}}: {{subscriptions}}"_s;
        text->body.replace(u"because a security incident touched data"_s, u"because somebody reached data"_s);
        return s.templates.save(*text, u"Shorter, and in words that everybody uses."_s);
    });
    studio.page(u"templates"_s);
    studio.click(u"templateVersions"_s);
    studio.shoot(u"templates-versions"_s);
    studio.click(u"templateVersions"_s);
}

/** A customer's name that is an ordinary word: marked as meant by the author, seen by legal (P9.3). */
void meantNames(Studio &studio, IncidentId id)
{
    const NoticeId notice = studio.ask<NoticeId>([id](Services &s) -> Result<NoticeId> {
        Customer word;
        word.name = u"Maple"_s;
        if (auto added = s.customers.add(word); !added)
            return tl::unexpected(added.error());
        Notice begun;
        auto draft = s.notices.templateFor(id, begun);
        if (!draft)
            return tl::unexpected(draft.error());
        draft->body += u"\n\nThe vault in the old maple hall was not touched."_s;
        return s.notices.start(id, begun, *draft);
    });
    studio.incident(22, u"notices"_s);
    studio.window().findChild<NoticesTab *>()->openNotice(notice);
    // The check follows the last key.
    if (!QTest::qWaitFor([&studio] { return studio.has(u"nameMeant"_s); }))
        stop(u"a name of another customer is not found"_s);
    studio.settle();
    studio.shoot(u"composer-named"_s);
    studio.click(u"nameMeant"_s);
    studio.type(u"reason"_s, u"The hall of that name, not the customer."_s);
    studio.shoot(u"name-meant"_s);
}

void keep(const Studio &studio, const QString &name, const QByteArray &bytes)
{
    QFile file(studio.picturePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        stop(u"%1 cannot be written"_s.arg(name));
}

} // namespace

void shootAudience(Studio &studio)
{
    studio.openDemo(studio.workPath(u"audience.tocsin"_s));
    studio.page(u"customers"_s);
    choose(studio, u"customerParts"_s, 1);
    studio.shoot(u"customers-reachability"_s);
    choose(studio, u"customerParts"_s, 0);
    studio.click(u"customerImport"_s);
    const QString path = studio.workPath(u"customers.csv"_s);
    QFile file(path);
    (void)file.open(QIODevice::WriteOnly);
    file.write("customer,country,subscription,reference,email,role\nBirch Clinic,DE,Archive,DE-NEW-1,bo@birch.example,"
               "security\nCedar Bank,FR,Core,FR-CORE-1,not an address,security\nCedar Bank,FR,Core,FR-CORE-1,"
               "ops@cedar.example,administrator\nAlder Freight,NL,Dispatch 2,NL-NEW-2,,\n");
    file.close();
    studio.window().findChild<ImportPanel *>()->read({path});
    studio.settle();
    studio.shoot(u"customers-import"_s);
    studio.click(u"importCancel"_s);
    shootHistory(studio);
    shootMail(studio);
    studio.page(u"templates"_s);
    studio.shoot(u"templates"_s);
    shootTemplateVersions(studio);
    choose(studio, u"templateParts"_s, 1);
    studio.shoot(u"templates-provider"_s);
    studio.hold(22);
    const IncidentId id = studio.incident(22, u"customers"_s);
    studio.click(u"searchScope"_s);
    studio.shoot(u"scope-search"_s);
    studio.incident(22, u"customers"_s);
    studio.click(u"importScope"_s);
    studio.shoot(u"scope-import"_s);
    studio.incident(27, u"notices"_s);
    choose(studio, u"noticeParts"_s, 1);
    studio.shoot(u"matrix"_s);
    choose(studio, u"noticeParts"_s, 0);
    const NoticeId notice = authorityNotice(studio, id);
    studio.incident(22, u"notices"_s);
    studio.window().findChild<NoticesTab *>()->openNotice(notice);
    studio.settle();
    for (const auto &[page, name] : {std::pair(3, u"composer-recipients"_s), std::pair(4, u"composer-versions"_s),
                                     std::pair(5, u"composer-answers"_s), std::pair(6, u"composer-form"_s)}) {
        choose(studio, u"noticeTabs"_s, page);
        studio.shoot(name);
    }
    keep(studio, u"authority-form.pdf"_s,
         studio.ask<QByteArray>([notice](Services &s) { return s.notices.formPdf(notice); }));
    choose(studio, u"noticeTabs"_s, 3);
    studio.click(u"audienceAdd"_s);
    studio.shoot(u"addressee-authority"_s);
    choose(studio, u"noticeTabs"_s, 5);
    studio.click(u"answersRecord"_s);
    studio.shoot(u"answer-record"_s);
    meantNames(studio, id);
}

} // namespace tocsin::shots
