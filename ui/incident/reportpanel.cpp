#include "ui/incident/reportpanel.h"

#include "models/services/workspace.h"
#include "ui/common/label.h"
#include "ui/common/markdownview.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

ReportPanel::ReportPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/report"_s, details, parent)
    , m_view(new MarkdownView)
    , m_leftOut(wrappedLabel({}, TextStyle::SmallMuted))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_text(new QPushButton(tr("Save as &text…")))
{
    chooseFile = [this](const QString &suggested) {
        return QFileDialog::getSaveFileName(this, tr("Save the situation report"), suggested);
    };
    setTexts(tr("Situation report of %1").arg(incident().reference()),
             tr("For executives, as the incident stands now. It leaves out what is privileged, what is of the "
                "post-mortem, and single customers."),
             tr("That it was copied or saved, by whom and with its hash, stands in the record."));
    setPrimary(tr("Save as PDF…"));
    m_view->setObjectName(u"reportView"_s);
    m_view->setAccessibleName(tr("Situation report"));
    m_view->setMinimumHeight(320);
    addWidget(m_view);
    m_leftOut->setObjectName(u"reportLeftOut"_s);
    addWidget(m_leftOut);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    m_copy->setObjectName(u"reportCopy"_s);
    m_copy->setAccessibleName(tr("Copy the report"));
    m_text->setObjectName(u"reportText"_s);
    m_text->setAccessibleName(tr("Save the report as text"));
    layout->addWidget(m_copy);
    layout->addWidget(m_text);
    layout->addStretch(1);
    addWidget(row);
    connect(m_copy, &QPushButton::clicked, this, &ReportPanel::copy);
    connect(m_text, &QPushButton::clicked, this, [this] { save(ReportFormat::Markdown); });
    read();
    finish();
}

void ReportPanel::refresh()
{
    read();
}

void ReportPanel::read()
{
    m_ui.workspace->run<SituationReport>(
        this, [id = incident().id](Services &s) { return s.team.report(id); },
        [this](const Result<SituationReport> &report) {
            if (!report) {
                showError(report.error());
                return;
            }
            m_markdown = report->markdown;
            m_view->showMarkdown(m_markdown);
            m_leftOut->setText(
                report->namesLeftOut == 0 ? tr("No customer was named in what people wrote.")
                : report->namesLeftOut == 1
                    ? tr("A customer was named once; the name is left out.")
                    : tr("Customers were named %1 times; the names are left out.").arg(report->namesLeftOut));
            updateButton();
        });
}

QString ReportPanel::whyDisabled() const
{
    const QString why =
        m_markdown.isEmpty() ? tr("The report is being made…") : whyNoRight(Right::AddEntry, incident(), context());
    m_copy->setEnabled(why.isEmpty());
    m_text->setEnabled(why.isEmpty());
    m_copy->setToolTip(why);
    m_text->setToolTip(why);
    return why;
}

void ReportPanel::submit()
{
    save(ReportFormat::Pdf);
}

void ReportPanel::copy()
{
    m_ui.workspace->run<void>(
        this, [id = incident().id, text = m_markdown](Services &s) { return s.team.noteCopied(id, text); },
        [this, text = m_markdown](const Result<void> &noted) {
            if (!noted) {
                showError(noted.error());
                return;
            }
            QGuiApplication::clipboard()->setText(text);
            if (m_ui.say)
                m_ui.say(tr("Report copied"));
        });
}

void ReportPanel::save(ReportFormat format)
{
    const QString end = format == ReportFormat::Pdf ? u".pdf"_s : u".md"_s;
    const QString path = chooseFile(tr("Situation report %1").arg(incident().reference()) + end);
    if (path.isEmpty())
        return;
    run([id = incident().id, text = m_markdown, format,
         path](Services &s) { return s.team.exportReport(id, text, format, path); },
        tr("Report saved"));
}

} // namespace tocsin
