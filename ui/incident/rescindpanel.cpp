#include "ui/incident/rescindpanel.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/incident/counted.h"
#include "ui/incident/entrypicker.h"
#include "ui/incident/formdraft.h"

#include <QJsonArray>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

RescindPanel::RescindPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/rescind"_s, details, parent)
    , m_entries(new EntryPicker(ui, details.incident.id))
{
    setPrimary(tr("Ask for the rescission"), true);
    addText(tr("&Why it is taken back"), m_reason, u"reason"_s, u"rescindReason"_s, 4);
    connect(m_entries, &EntryPicker::chosenChanged, this, [this] {
        draft().touch();
        updateButton();
    });
    draft().watch(
        u"citations"_s,
        [this] {
            QJsonArray list;
            for (EntryId id : m_entries->chosen())
                list.append(id.value);
            return QJsonValue(list);
        },
        [this](const QJsonValue &v) {
            QList<EntryId> list;
            for (const QJsonValue &id : v.toArray())
                list.append(EntryId{id.toInteger()});
            m_entries->setChosen(list);
        });
    addRow(tr("Entries it rests on"), m_entries, u"citations"_s)
        ->setHelp(tr("One at least. Legal reads them before co-signing."));
    updateTexts();
    readDuties();
    finish();
}

/** Counted by what co-signing does: what was taken over from a duplicate stays, though it names this declaration. */
void RescindPanel::readDuties()
{
    m_ui.workspace->run<std::pair<int, int>>(
        this, [id = incident().id](Services &s) { return s.rescissions.duties(id); },
        [this](const Result<std::pair<int, int>> &duties) {
            if (!duties) {
                showError(duties.error());
                return;
            }
            m_duties = *duties;
            updateTexts();
        });
}

void RescindPanel::refresh()
{
    m_entries->reload();
    readDuties();
}

void RescindPanel::updateTexts()
{
    const auto [ends, stay] = m_duties.value_or(std::pair(0, 0));
    QString what =
        tr("The first of two acts: legal has to co-sign. Until then every clock runs and sending is held. "
           "Co-signed, %1; outcome and severity are derived anew, and whoever was told is owed a correction.")
            .arg(m_duties ? counted(ends, tr("%1 clock that the declaration alone started ends"),
                                    tr("%1 clocks that the declaration alone started end"))
                          : tr("clocks that the declaration alone started end"));
    if (stay > 0)
        what += u' ' + counted(stay, tr("%1 other duty stays until legal decides it."),
                               tr("%1 other duties stay until legal decides each."));
    setTexts(
        tr("Rescind the declaration of %1").arg(incident().reference()), what,
        tr("Everybody who reads the incident sees that it is asked for, by whom and why. Nobody outside is told by "
           "it."));
}

QString RescindPanel::whyDisabled() const
{
    return whyNot(Act::Rescind, incident(), context());
}

void RescindPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    const QList<EntryId> citations = m_entries->chosen();
    const Incident &i = incident();
    if (const auto allowed = checkRescission(
            {i.isDeclared(), i.isRescissionPending(), i.isDone(), static_cast<int>(citations.size()), reason});
        !allowed) {
        showError(allowed.error());
        return;
    }
    run([id = i.id, version = i.version, reason,
         citations](Services &s) { return s.rescissions.request(id, version, reason, citations); },
        tr("Rescission of %1 asked for; it waits for legal").arg(i.reference()));
}

} // namespace tocsin
