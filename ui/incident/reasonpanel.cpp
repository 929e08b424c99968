#include "ui/incident/reasonpanel.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ReasonPanel::ReasonPanel(const UiContext &ui, const IncidentDetails &details, ReasonAct act, QWidget *parent)
    : ActPanel(ui, act.name, details, parent)
    , m_act(std::move(act))
{
    setTexts(m_act.title, m_act.what, m_act.whoSees);
    setPrimary(m_act.primary, m_act.danger);
    addText(m_act.label, m_reason, u"reason"_s, u"reason"_s);
    finish();
}

QString ReasonPanel::whyDisabled() const
{
    return whyNoRight(m_act.right, incident(), context());
}

void ReasonPanel::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty()) {
        showError({ErrorKind::Invalid, m_act.missing, {}, u"reason"_s});
        return;
    }
    run([job = m_act.job, seen = incident(), reason](Services &s) { return job(s, seen, reason); }, m_act.said);
}

} // namespace tocsin
