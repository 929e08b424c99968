#include "ui/incident/consultationpanel.h"

#include "models/services/workspace.h"
#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace tocsin {

ConsultationPanel::ConsultationPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/consultation"_s, details, parent)
    , m_at(new InstantEdit(tr("When it was")))
    , m_adviser(new QLineEdit)
    , m_privileged(new QCheckBox(tr("&Privileged: legal and the incident manager alone read it")))
{
    setTexts(
        tr("A consultation with legal"),
        tr("Question and advice stay as they are written here. Of a privileged one everybody else sees when it was, "
           "with whom, and its digest."),
        ui.workspace->status().isShared
            ? tr("The server gives a privileged text to legal and the incident manager alone.")
            : tr("On a local database its confidentiality rests on the file's protection alone."));
    setPrimary(tr("Record the consultation"));
    m_at->setObjectName(u"consultationAt"_s);
    m_at->setLatest(nowMs());
    m_at->setMs(nowMs());
    draft().watch(u"at"_s, m_at);
    addRow(tr("&When"), m_at, u"at"_s);
    m_adviser->setObjectName(u"consultationAdviser"_s);
    m_adviser->setMaxLength(200);
    draft().watch(u"adviser"_s, m_adviser);
    addRow(tr("With &whom"), m_adviser, u"adviser"_s);
    addText(tr("&Question"), m_question, u"question"_s, u"consultationQuestion"_s);
    addText(tr("&Advice"), m_advice, u"advice"_s, u"consultationAdvice"_s, 5);
    m_privileged->setObjectName(u"consultationPrivileged"_s);
    m_privileged->setChecked(true);
    m_privileged->setToolTip(m_privileged->text().remove(u'&'));
    draft().watch(u"privileged"_s, m_privileged);
    addWidget(m_privileged);
    finish();
}

QString ConsultationPanel::whyDisabled() const
{
    return whyNoRight(Right::ReadConsultations, incident(), context());
}

void ConsultationPanel::submit()
{
    const ConsultationInput in{std::min(m_at->ms(), nowMs()), m_adviser->text().trimmed(),
                               m_question->toPlainText().trimmed(), m_advice->toPlainText().trimmed(),
                               m_privileged->isChecked()};
    if (const auto ok = checkConsultation(in, nowMs()); !ok) {
        showError(ok.error());
        return;
    }
    run(
        [id = incident().id, in](Services &s) -> Result<void> {
            const auto key = s.consultations.add(id, in);
            return key ? Result<void>() : tl::unexpected(key.error());
        },
        tr("The consultation is recorded"));
}

} // namespace tocsin
