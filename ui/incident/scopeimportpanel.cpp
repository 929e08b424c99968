#include "ui/incident/scopeimportpanel.h"

#include "models/services/importfiles.h"
#include "models/services/workspace.h"
#include "ui/common/choicegroup.h"
#include "ui/common/filechoice.h"
#include "ui/common/formrow.h"
#include "ui/common/label.h"
#include "ui/incident/formdraft.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {
constexpr qsizetype kShownLines = 200;
}

ScopeImportPanel::ScopeImportPanel(const UiContext &ui, const IncidentDetails &details, QWidget *parent)
    : ActPanel(ui, u"act/scope-import"_s, details, parent)
    , m_name(wrappedLabel(tr("No file is chosen yet."), TextStyle::Muted))
    , m_found(wrappedLabel({}, TextStyle::Body))
    , m_unmatched(new QPlainTextEdit)
    , m_production(new ChoiceGroup(tr("Does the file come from production, with data of customers?")))
    , m_transfer(new QComboBox)
{
    build();
    readTransfers();
    finish();
}

void ScopeImportPanel::build()
{
    setTexts(tr("Affected subscriptions from a file"),
             incident().isDeclared()
                 ? tr("Each customer that is found starts 72 hours of its own, from this instant. The "
                      "file is kept as evidence, with its SHA-256.")
                 : tr("A list of subscriptions (CSV), or a log of data flows (CSV, or a JSON record a "
                      "line). The file is kept as evidence, with its SHA-256."),
             tr("Everybody who can read the incident sees the file and what came of it."));
    setPrimary(tr("Put in scope"));
    auto *choose = new QPushButton(tr("Choose a file…"));
    choose->setObjectName(u"scopeFile"_s);
    choose->setAccessibleName(tr("Choose the file"));
    connect(choose, &QPushButton::clicked, this, &ScopeImportPanel::choose);
    addRow(tr("&File"), choose, u"file"_s);
    addWidget(m_name);
    m_found->setObjectName(u"scopeFound"_s);
    m_found->hide();
    addWidget(m_found);
    m_unmatched->setObjectName(u"scopeUnmatched"_s);
    m_unmatched->setAccessibleName(tr("What nobody is known by"));
    m_unmatched->setReadOnly(true);
    m_unmatched->setTabChangesFocus(true);
    m_unmatched->setFixedHeight(112);
    m_unmatched->hide();
    addWidget(m_unmatched);
    m_production->setObjectName(u"scopeProduction"_s);
    m_production->addChoice(u"no"_s, tr("No"), tr("It holds no data of customers, or was made outside of production."));
    m_production->addChoice(u"yes"_s, tr("Yes"), tr("Then it is a data transfer, under an approval that is in force."));
    m_production->addChoice(u"not_sure"_s, tr("Not sure"), tr("The file stays out until that is known."));
    draft().watch(u"production"_s, m_production);
    addRow(tr("From &production"), m_production, u"fromProduction"_s);
    m_transfer->setObjectName(u"scopeTransfer"_s);
    m_transferRow = addRow(tr("Under &approval"), m_transfer, u"transfer"_s);
    m_transferRow->hide();
    connect(m_production, &ChoiceGroup::valueChanged, this, [this] {
        m_transferRow->setVisible(production() == FromProduction::Yes);
        updateButton();
    });
    addText(tr("What &shows it"), m_reason, u"reason"_s, u"reason"_s, 2);
}

FromProduction ScopeImportPanel::production() const
{
    const QString value = m_production->value().toString();
    return value == u"yes" ? FromProduction::Yes : value == u"no" ? FromProduction::No : FromProduction::NotSure;
}

void ScopeImportPanel::readTransfers()
{
    m_ui.workspace->run<QList<Transfer>>(
        this, [id = incident().id](Services &s) { return s.transfers.citable(id); },
        [this](const Result<QList<Transfer>> &transfers) {
            m_transfer->clear();
            if (transfers)
                for (const Transfer &t : *transfers)
                    m_transfer->addItem(tr("Transfer %1: %2").arg(t.number).arg(t.content.title), t.id.value);
            updateButton();
        });
}

void ScopeImportPanel::choose()
{
    askForFiles(this, tr("File of who is affected"),
                tr("Lists and logs (*.csv *.json *.jsonl *.log *.txt);;All files (*)"), false,
                [this](const QStringList &paths) { read(paths.first()); });
}

void ScopeImportPanel::read(const QString &path)
{
    if (!m_ui.files || m_reading)
        return;
    m_reading = true;
    m_matched = false;
    m_name->setText(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    updateButton();
    m_ui.workspace->runLong<ScopeFile>(
        this,
        [path, files = m_ui.files](Services &) -> Result<ScopeFile> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return failure(ErrorKind::NotFound, file.errorString(), {}, u"file"_s);
            if (file.size() > 100LL * 1024 * 1024)
                return failure(ErrorKind::Invalid, tr("The file is larger than 100 MiB."), {}, u"file"_s);
            return files->scope(QFileInfo(path).fileName(), file.readAll());
        },
        [this](const Result<ScopeFile> &file) {
            m_reading = false;
            if (!file) {
                m_name->setText(tr("No file is chosen yet."));
                return showError(file.error());
            }
            m_file = *file;
            preview();
        });
}

void ScopeImportPanel::preview()
{
    m_name->setText(tr("%1 · %2 rows · SHA-256 %3").arg(m_file.name).arg(m_file.rows).arg(m_file.sha256.left(12)));
    m_ui.workspace->runLong<ScopeMatch>(
        this, [id = incident().id, file = m_file](Services &s) { return s.scopes.preview(id, file); },
        [this](const Result<ScopeMatch> &match) {
            if (!match)
                return showError(match.error());
            m_match = *match;
            m_matched = true;
            QString text =
                tr("%1 of %2 rows match: %3 subscriptions are put in scope or said anew, %4 stay as they are.")
                    .arg(match->rowsMatched)
                    .arg(match->rowsMatched + match->rowsUnmatched)
                    .arg(match->rows.size())
                    .arg(match->same);
            if (incident().isDeclared() && match->newCustomers > 0)
                text += u' ' + tr("%1 customers start a clock of 72 hours.").arg(match->newCustomers);
            if (!match->unmatched.isEmpty())
                text += u' ' + tr("Nobody is known by these %1:").arg(match->unmatched.size());
            m_found->setText(text);
            m_found->show();
            m_unmatched->setVisible(!match->unmatched.isEmpty());
            m_unmatched->setPlainText(match->unmatched.mid(0, kShownLines).join(u'\n'));
            updateButton();
        });
}

void ScopeImportPanel::refresh()
{
    if (m_matched)
        preview();
}

QString ScopeImportPanel::whyDisabled() const
{
    if (const QString why = whyNoRight(Right::SetScope, incident(), context()); !why.isEmpty())
        return why;
    if (!m_matched)
        return m_reading ? tr("The file is being read.") : tr("Choose a file first.");
    if (m_match.rowsMatched == 0)
        return tr("Nothing in this file is known as a subscription.");
    if (m_match.rows.isEmpty())
        return tr("Everything in this file is in scope already.");
    if (production() == FromProduction::NotSure)
        return tr("Say whether the file comes from production; not sure keeps it out.");
    return production() == FromProduction::Yes && m_transfer->count() == 0
               ? tr("No approved transfer can be cited. Ask for one first.")
               : QString();
}

void ScopeImportPanel::submit()
{
    const TransferId transfer{production() == FromProduction::Yes ? m_transfer->currentData().toLongLong() : 0};
    run(
        [id = incident().id, file = m_file, from = production(), transfer,
         reason = m_reason->toPlainText()](Services &s) -> Result<void> {
            auto done = s.scopes.apply(id, file, from, transfer, reason);
            return done ? Result<void>() : tl::unexpected(done.error());
        },
        tr("Put in scope: %1 subscriptions").arg(m_match.rows.size()));
}

} // namespace tocsin
