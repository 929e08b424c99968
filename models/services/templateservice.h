#pragma once

#include "models/domain/audience.h"
#include "models/domain/incident.h"
#include "models/domain/notice.h"
#include "models/domain/person.h"

#include <QMap>

namespace tocsin {

class Session;

/** Templates by audience, phase and language (P9.6), and how the provider names itself in them. */
class TemplateService
{
public:
    explicit TemplateService(Session &session)
        : m_session(session)
    {
    }

    /** One of every audience, phase and language: people's own, else the one the program came with. */
    [[nodiscard]] Result<QList<NoticeTemplate>> all();
    /** What a notice starts from: legal has approved it. */
    [[nodiscard]] Result<NoticeTemplate> inForce(Audience audience, NoticePhase phase, const QString &language);
    /** Every version, the oldest first; before them the one the program came with. */
    [[nodiscard]] Result<QList<TemplateVersion>> versions(const NoticeTemplate &text);
    /** A new version, which waits for legal; Invalid for a placeholder that nothing fills. */
    [[nodiscard]] Result<void> save(const NoticeTemplate &text, const QString &reason);
    /** By legal's log-in, or attested; never by who wrote it. */
    [[nodiscard]] Result<void> approve(const NoticeTemplate &seen, const Attestation &legal);

    [[nodiscard]] Result<Provider> provider();
    [[nodiscard]] Result<void> saveProvider(const Provider &provider);

    /** The template, with what the incident knows in it; what nobody knows stays as a placeholder. */
    [[nodiscard]] Result<NoticeDraft> drafted(IncidentId incident, const Notice &begun);

private:
    [[nodiscard]] Result<QMap<QString, QString>> known(const Incident &incident, const Notice &begun);

    Session &m_session;
};

/** Names that may stand in a template: filled by the program, by the author, or for each recipient. */
[[nodiscard]] QStringList templatePlaceholders(Audience audience);
[[nodiscard]] Result<void> checkTemplate(const NoticeTemplate &text);

} // namespace tocsin
