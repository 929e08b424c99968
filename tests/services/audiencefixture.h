#pragma once

#include "models/services/noticesending.h"
#include "tests/services/expect.h"
#include "tests/storage/populated.h"

#include <QTest>
#include <memory>

namespace tocsin::test {

using namespace Qt::StringLiterals;

/** A team with an incident in Diagnose, and notices to whom it affects. */
class AudienceFixture
{
protected:
    [[nodiscard]] bool begin()
    {
        team = std::make_unique<Team>();
        incident = team->problems.isEmpty() ? team->diagnosed(u"Unknown sign-ins"_s) : IncidentId{};
        return team->problems.isEmpty();
    }
    /** What verification finds, and what went wrong meanwhile. */
    [[nodiscard]] QString end()
    {
        const QString wrong = team->findings() + team->problems.join(u'\n');
        team.reset();
        return wrong;
    }
    [[nodiscard]] Services &s() { return *team->services; }
    void affect(const ScopeRow &row) { OK(s().customers.setScope(incident, team->seen(incident, row), u"log"_s)); }
    [[nodiscard]] NoticeDraft text(const QString &body = u"Dear {{contact}}, {{accessed}}"_s)
    {
        NoticeDraft d{u"Incident"_s, body, {}};
        for (const ContentItem &item : team->rules->requiredContent(Audience::Customers))
            d.content.insert(item.code, ContentMark::Given);
        return d;
    }
    [[nodiscard]] NoticeId drafted(const NoticeDraft &draft, const Notice &begun = {})
    {
        const auto id = s().notices.start(incident, begun, draft);
        if (!id)
            QTest::qFail(qPrintable(id.error().userText), __FILE__, __LINE__);
        return id.value_or(NoticeId{});
    }
    [[nodiscard]] Result<void> approve(NoticeId id)
    {
        if (auto ok = s().notices.submit(id, 0); !ok)
            return ok;
        return s().notices.approve(id, 0, team->said(team->ada));
    }
    [[nodiscard]] QString who(NoticeId id)
    {
        QStringList list;
        const auto audience = s().audience.of(id);
        if (!audience)
            return audience.error().userText;
        for (const FrozenRecipient &r : audience->recipients)
            list << r.rule + u':' + r.addressNow;
        return list.join(u' ');
    }

    std::unique_ptr<Team> team;
    IncidentId incident;
};

} // namespace tocsin::test
