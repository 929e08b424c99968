#include "ui/postmortem/askpanel.h"

#include "ui/common/formrow.h"
#include "ui/common/instantedit.h"
#include "ui/incident/formdraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin {

AskPanel::AskPanel(const UiContext &ui, const IncidentDetails &details, PostmortemSection section, QWidget *parent)
    : ActPanel(ui, u"act/postmortem-ask"_s, details, parent)
    , m_asked(new QComboBox)
    , m_section(new QComboBox)
    , m_hasDue(new QCheckBox(tr("It is &due")))
    , m_due(new InstantEdit(tr("Due")))
{
    setTexts(tr("Ask for a contribution"),
             tr("The person finds the question among what waits for them, and answers it in the incident."),
             tr("Who is asked sees this question and their own answer alone, nothing else of the post-mortem."));
    setPrimary(tr("Ask"));
    m_asked->setObjectName(u"askWho"_s);
    addRow(tr("&Who is asked"), m_asked, u"asked"_s);
    m_section->setObjectName(u"askSection"_s);
    for (const auto &e : enumTable<PostmortemSection>())
        m_section->addItem(nameOf(e.value), codeOf(e.value));
    m_section->setCurrentIndex(m_section->findData(codeOf(section)));
    draft().watch(u"section"_s, m_section);
    addRow(tr("For the &section"), m_section, u"section"_s);
    addText(tr("&Question"), m_question, u"question"_s, u"askQuestion"_s, 4);
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_hasDue->setObjectName(u"askHasDue"_s);
    m_hasDue->setAccessibleName(tr("It is due"));
    m_due->setObjectName(u"askDue"_s);
    m_due->setMs(nowMs() + 3 * kDayMs);
    m_due->setVisible(false);
    connect(m_hasDue, &QCheckBox::toggled, m_due, &QWidget::setVisible);
    layout->addWidget(m_hasDue);
    layout->addWidget(m_due);
    box->setFocusProxy(m_hasDue);
    draft().watch(u"hasDue"_s, m_hasDue);
    draft().watch(u"due"_s, m_due);
    addRow(tr("Until when"), box, u"due"_s);
    m_ui.workspace->run<QList<Person>>(
        this, [](Services &s) { return s.people.all(); },
        [this](const Result<QList<Person>> &people) {
            for (const Person &p : people.value_or(QList<Person>{}))
                if (p.active && mayDo(p.roles, Right::AddEntry, false))
                    m_asked->addItem(p.name, p.id.value);
            draft().watch(u"asked"_s, m_asked);
            finish();
        });
}

QString AskPanel::whyDisabled() const
{
    return whyNoRight(Right::WritePostmortem, incident(), context());
}

void AskPanel::submit()
{
    PostmortemQuestion question;
    question.asked = PersonId{m_asked->currentData().toLongLong()};
    question.section =
        fromCode<PostmortemSection>(m_section->currentData().toString()).value_or(PostmortemSection::Summary);
    question.question = m_question->toPlainText();
    question.dueMs = m_hasDue->isChecked() ? m_due->ms() : 0;
    run([id = incident().id, question](Services &s) { return s.postmortems.ask(id, question); }, tr("Asked"));
}

} // namespace tocsin
