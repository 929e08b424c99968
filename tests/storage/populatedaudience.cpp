#include "tests/storage/populated.h"

#include <QCryptographicHash>

namespace tocsin::test {

using namespace Qt::StringLiterals;

namespace {

template<class T> void must(Team &team, const char *what, const Result<T> &result)
{
    if (!result)
        team.problems << QString::fromUtf8(what) + u": "_s + result.error().userText + u' ' + result.error().detail;
}

CustomerFile customerFile()
{
    CustomerFile file;
    file.name = u"customers.csv"_s;
    file.sha256 = QString(64, u'c');
    file.customers = {{{file.name, u"line 2"_s}, u"Larch Bank"_s, u"FR"_s, u"fr"_s, u"finance"_s, u"t-larch"_s}};
    file.subscriptions = {
        {{file.name, u"line 2"_s}, u"Larch Bank"_s, u"larch-1"_s, u"subscription"_s, u"s-larch-1"_s, u"t-larch"_s},
        {{file.name, u"line 3"_s}, u"Larch Bank"_s, u"larch-2"_s, u"subscription"_s, u"s-larch-2"_s, u"t-larch"_s}};
    ImportedContact contact;
    contact.place = {file.name, u"line 2"_s};
    contact.subscriptionRef = u"s-larch-1"_s;
    contact.name = u"Lou"_s;
    contact.email = u"lou@larch.example"_s;
    contact.kind = u"security"_s;
    file.contacts = {contact};
    return file;
}

ScopeFile scopeFile()
{
    ScopeFile file;
    file.kind = u"flow_log"_s;
    file.name = u"flows.csv"_s;
    file.bytes = "time,subscription\n2025-11-21T02:00:00Z,s-larch-1\n2025-11-21T02:05:00Z,nobody\n";
    file.sha256 = QString::fromLatin1(QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex());
    file.lines = {{{file.name, u"line 2"_s}, u"s-larch-1"_s, {}, u"3 objects"_s, u"confirmed"_s, 1763690400000, 0, 1},
                  {{file.name, u"line 3"_s}, u"nobody"_s, {}, {}, {}, 0, 0, 1}};
    file.rows = 2;
    return file;
}

/** P9.6: a template, its next version, legal's approval; and who the provider is. */
void populateTemplates(Team &t)
{
    Services &s = *t.services;
    Provider provider;
    provider.name = u"Mast Cloud"_s;
    provider.country = u"DE"_s;
    provider.contactPoint = u"Privacy desk, privacy@mast.example"_s;
    must(t, "provider", s.templates.saveProvider(provider));
    provider = *s.templates.provider();
    provider.officer = u"Dana Field, dpo@mast.example"_s;
    must(t, "provider again", s.templates.saveProvider(provider));
    const auto first = [&] {
        const auto all = s.templates.all();
        for (const NoticeTemplate &each : *all)
            if (each.audience == Audience::Customers && each.phase == NoticePhase::First && each.language == u"de")
                return each;
        return NoticeTemplate{};
    };
    NoticeTemplate text = first();
    text.subject = u"Vorfall {{reference}}"_s;
    must(t, "template", s.templates.save(text, u"Shorter subject."_s));
    text = first();
    text.subject = u"Sicherheitsvorfall {{reference}}"_s;
    must(t, "template again", s.templates.save(text, u"The whole word."_s));
    must(t, "approve", s.templates.approve(first(), t.said(t.ada)));
}

void populateMatters(Team &t, IncidentId id, NoticeId notice)
{
    Services &s = *t.services;
    Matter m;
    m.notice = notice;
    m.kind = MatterKind::Question;
    m.who = u"Lou"_s;
    m.words = u"Which names?"_s;
    m.atMs = t.clock.nowMs();
    m.dueMs = t.clock.nowMs() + kDayMs;
    m.ownerName = u"Mira Kahn"_s;
    must(t, "question", s.matters.add(m));
    const auto matters = s.matters.ofIncident(id);
    must(t, "matters", matters);
    t.clock.advance(kMinuteMs);
    for (Matter each : *matters) {
        each.state = each.kind == MatterKind::FollowUp ? MatterState::Final : MatterState::Answered;
        each.answer = u"No log is left."_s;
        must(t, "settled", s.matters.change(each, each));
    }
}

} // namespace

/** P9: imports, addressees, who was frozen, follow-ups, answers. */
void populateAudience(Team &t)
{
    Services &s = *t.services;
    populateTemplates(t);
    must(t, "customers", s.customerImports.apply(customerFile()));
    CustomerFile again = customerFile();
    again.contacts.first().phone = u"+33 1 99 00 00 00"_s;
    must(t, "a telephone number", s.customerImports.apply(again));
    const IncidentId id = t.diagnosed(u"Flows to a foreign region"_s);
    must(t, "scope by log", s.scopes.apply(id, scopeFile(), FromProduction::No, {}, u"Flow log"_s));
    must(t, "declare", t.declare(id));
    const auto found = s.scopes.search(id, u"larch"_s);
    must(t, "search", found);
    QList<ScopeRow> rows;
    for (ScopeRow row : *found)
        if (row.subscriptionName == u"larch-2") {
            row.accessed = u"names"_s;
            row.certainty = u"possible"_s;
            rows.append(row);
        }
    must(t, "scope by search", s.scopes.add(id, rows, u"larch"_s, u"The same tenant."_s));
    Notice begun;
    begun.language = u"fr"_s;
    begun.forLanguage = true;
    NoticeDraft draft{u"Incident {{reference}}"_s, u"Bonjour {{contact}}"_s, {}};
    draft.subject = u"Incident"_s;
    for (const ContentItem &item : t.rules->requiredContent(Audience::Customers))
        draft.content.insert(item.code, item.code == u"people" ? ContentMark::NotKnownYet : ContentMark::Given);
    const auto notice = s.notices.start(id, begun, draft);
    must(t, "notice", notice);
    const CustomerId larch = rows.isEmpty() ? CustomerId{} : rows.first().customer;
    const NamedAddressee more{AddresseeKind::Contact, larch, u"Max"_s, u"max@larch.example"_s, {}, {}, true,
                              u"He asked."_s};
    must(t, "addressee", s.audience.change(*notice, more));
    const ForeignName name{u"subject"_s, u"Incident"_s, u"Incident"_s, {}, {}};
    must(t, "meant", s.audience.mean(*notice, name, true, u"No customer is called so here."_s));
    must(t, "submit", s.notices.submit(*notice, 0));
    NamedAddressee out = more;
    out.added = false;
    out.reason = u"He left."_s;
    must(t, "taken out", s.audience.change(*notice, out));
    must(t, "list",
         s.audience.import(*notice,
                           {{AddresseeKind::Contact, larch, u"Ann"_s, u"ann@larch.example"_s, {}, {}, true, u"List"_s}},
                           u"people.csv"_s, QString(64, u'd')));
    must(t, "approve", s.notices.approve(*notice, 0, t.said(t.ada)));
    populateMatters(t, id, *notice);
}

} // namespace tocsin::test
