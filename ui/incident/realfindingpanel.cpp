#include "ui/incident/realfindingpanel.h"

#include "models/services/realfinding.h"
#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin {

RealFindingPanel::RealFindingPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/real-finding"_s, details, parent)
    , m_title(new QLineEdit)
    , m_at(new InstantEdit(tr("When it was first seen")))
{
    setTexts(
        tr("A real finding in %1").arg(incident().reference()),
        tr("Records a real incident in Detect, linked with this exercise. The exercise goes on, and nothing of it is "
           "moved."),
        tr("It is shown like every real incident: on the board, in figures and alerts."));
    setPrimary(tr("Record a real incident"));
    m_title->setObjectName(u"findingTitle"_s);
    draft().watch(u"title"_s, m_title);
    addRow(tr("&Title"), m_title, u"title"_s);
    addText(tr("What was &seen"), m_seen, u"description"_s, u"findingSeen"_s);
    m_at->setObjectName(u"findingAt"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("First seen &at"), m_at, u"detected"_s);
    finish();
}

void RealFindingPanel::refresh()
{
    m_at->setLatest(nowMs());
}

QString RealFindingPanel::whyDisabled() const
{
    return whyNot(Act::RealFinding, incident(), context());
}

void RealFindingPanel::submit()
{
    NewIncident finding;
    finding.title = m_title->text().trimmed();
    finding.description = m_seen->toPlainText().trimmed();
    finding.source = DetectionSource::RedBlueTeam;
    finding.reportedBy = m_ui.workspace->status().person.name;
    finding.detectedMs = std::min(m_at->ms(), nowMs());
    if (const auto ok = checkNewIncident(finding, nowMs()); !ok)
        return showError(ok.error());
    run(
        [id = incident().id, finding](Services &s) -> Result<void> {
            const auto fresh = recordRealFinding(s.session, id, finding);
            return fresh ? Result<void>() : tl::unexpected(fresh.error());
        },
        tr("Recorded and linked with %1: %2").arg(incident().reference(), finding.title));
}

} // namespace tocsin
