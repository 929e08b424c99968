#include "ui/record/recordpage.h"

#include "models/domain/csv.h"
#include "models/items/auditlistmodel.h"
#include "models/services/workspace.h"
#include "ui/common/banner.h"
#include "ui/common/label.h"
#include "ui/common/plainscroll.h"
#include "ui/common/timetext.h"
#include "ui/record/bundlepanel.h"
#include "ui/record/longwork.h"
#include "ui/record/recordview.h"
#include "ui/record/registerview.h"
#include "ui/record/verifypanel.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

/** Every entry as a row; UTF-8 with a mark so that spreadsheets see it. */
Result<void> writeCsv(Services &s, const QString &path, const std::shared_ptr<WorkState> &state)
{
    QSaveFile file(path);
    const auto cannot = [&file, &path] {
        return failure(ErrorKind::Internal, RecordPage::tr("%1 cannot be written: %2").arg(path, file.errorString()),
                       {}, u"path"_s);
    };
    if (!file.open(QIODevice::WriteOnly))
        return cannot();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // customer data: nobody else on the machine
    auto head = s.record.head();
    if (!head)
        return tl::unexpected(head.error());
    file.write("\xEF\xBB\xBF");
    CsvWriter csv(file);
    csv.write({u"entry"_s, u"instant_utc"_s, u"person"_s, u"role"_s, u"what"_s, u"table"_s, u"row"_s, u"operation"_s,
               u"before"_s, u"after"_s, u"hash"_s});
    const Progress progress = WorkState::progress(state);
    qint64 count = 0;
    bool stopped = false;
    auto done = s.record.exportAudit([&](const AuditEntry &e) {
        csv.write({QString::number(e.seq), TimeText::utc(e.instantMs), e.personName, e.role, e.sentence, e.table,
                   QString::number(e.rowId), e.operation, e.beforeJson, e.afterJson, e.hash});
        stopped = !progress(++count, head->seq);
        return !stopped && !csv.failed();
    });
    if (stopped)
        return failure(ErrorKind::Canceled, RecordPage::tr("Stopped. Nothing was written."));
    if (!done)
        return tl::unexpected(done.error());
    if (csv.failed() || !file.commit())
        return cannot();
    return {};
}

} // namespace

RecordPage::RecordPage(const UiContext &ui, QWidget *parent)
    : QWidget(parent)
    , m_ui(ui)
{
    build();
    connect(ui.workspace, &Workspace::opened, this, &RecordPage::refreshButtons);
    refreshButtons();
}

void RecordPage::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(buildHead());
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(u"recordTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the record"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Audit record"));
    m_tabs->addTab(tr("Breach register"));
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int at) {
        m_stack->setCurrentWidget(at == 1 ? static_cast<QWidget *>(m_register) : m_view);
        activate();
        refreshButtons();
    });
    m_banner = new Banner(Banner::Kind::Info, this);
    m_banner->setObjectName(u"recordBanner"_s);
    m_banner->setClosable(true);
    m_banner->hide();
    layout->addWidget(m_banner);
    m_work = new LongWork(this);
    layout->addWidget(m_work);
    m_stack = new QStackedWidget(this);
    m_view = new RecordView(m_ui, true, m_stack);
    m_stack->addWidget(m_view);
    m_panel = new VerifyPanel(m_ui);
    m_verifyScroll = addScrolled(m_panel);
    m_bundlePanel = new BundlePanel(m_ui);
    m_bundleScroll = addScrolled(m_bundlePanel);
    m_register = new RegisterView(m_ui, m_stack);
    m_stack->addWidget(m_register);
    layout->addWidget(m_stack, 1);
    connect(m_panel, &VerifyPanel::entryWanted, this, [this](qint64 seq) {
        m_stack->setCurrentWidget(m_view);
        m_view->showEntry(seq);
        refreshButtons();
    });
    connect(m_panel, &VerifyPanel::closed, this, [this] {
        m_stack->setCurrentWidget(m_view);
        refreshButtons();
        m_verify->setFocus(Qt::OtherFocusReason);
    });
    connect(m_bundlePanel, &BundlePanel::closed, this, [this] {
        m_stack->setCurrentWidget(m_view);
        refreshButtons();
        m_bundle->setFocus(Qt::OtherFocusReason);
    });
}

QWidget *RecordPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(2);
    titles->addWidget(new Label(tr("Record"), TextStyle::Title, head));
    titles->addWidget(
        wrappedLabel(tr("Every change of every person, chained entry to entry. Nothing here can be edited."),
                     TextStyle::SmallMuted, head));
    layout->addLayout(titles, 1);
    m_export = new QPushButton(icon(u"export"), tr("Export CSV…"), head);
    m_export->setObjectName(u"recordExport"_s);
    m_bundle = new QPushButton(icon(u"check"), tr("Export for auditors…"), head);
    m_bundle->setObjectName(u"recordBundle"_s);
    m_backup = new QPushButton(icon(u"database"), tr("Backup…"), head);
    m_backup->setObjectName(u"recordBackup"_s);
    m_verify = new QPushButton(icon(u"check-circle", Ink::OnAccent), tr("Verify…"), head);
    m_verify->setObjectName(u"recordVerify"_s);
    m_verify->setProperty("primary", true);
    for (QPushButton *button : {m_export, m_bundle, m_backup, m_verify}) {
        button->setAccessibleName(QString(button->text()).remove(u'…'));
        layout->addWidget(button, 0, Qt::AlignVCenter);
    }
    m_export->setAccessibleDescription(tr("Writes every entry to a file that a spreadsheet opens"));
    m_bundle->setAccessibleDescription(tr("Makes a signed file of chosen incidents that is checked without Tocsin"));
    m_backup->setAccessibleDescription(tr("Makes a copy of the whole database and verifies the copy"));
    // Queued: a dialog must not keep a screen reader's call waiting.
    connect(m_export, &QPushButton::clicked, this, &RecordPage::chooseExport, Qt::QueuedConnection);
    connect(m_backup, &QPushButton::clicked, this, &RecordPage::chooseBackup, Qt::QueuedConnection);
    connect(m_verify, &QPushButton::clicked, this, &RecordPage::beginVerify);
    connect(m_bundle, &QPushButton::clicked, this, &RecordPage::beginBundle);
    return head;
}

void RecordPage::activate()
{
    if (m_tabs->currentIndex() == 1)
        m_register->start();
    else
        m_view->start();
}

void RecordPage::showRegister()
{
    m_tabs->setCurrentIndex(1);
}

/** On a low window its texts would be pressed together. */
QScrollArea *RecordPage::addScrolled(QWidget *panel)
{
    auto *area = new QScrollArea(m_stack);
    plainScrollDown(area);
    area->setWidget(panel);
    m_stack->addWidget(area);
    return area;
}

void RecordPage::beginVerify()
{
    m_tabs->setCurrentIndex(0);
    m_stack->setCurrentWidget(m_verifyScroll);
    refreshButtons();
    m_panel->prepare();
}

void RecordPage::beginBundle()
{
    m_tabs->setCurrentIndex(0);
    m_stack->setCurrentWidget(m_bundleScroll);
    refreshButtons();
    m_bundlePanel->prepare();
}

void RecordPage::refreshButtons()
{
    const Person &person = m_ui.workspace->status().person;
    const bool may = mayDo(person.roles, Right::VerifyRecord, true);
    const QString why = may ? QString() : tr("This needs the role %1.").arg(roleNames(rolesWith(Right::VerifyRecord)));
    const bool busy = m_work->isRunning();
    m_verify->setVisible(m_stack->currentWidget() == m_view); // the panel has its own prominent button
    m_verify->setEnabled(may);
    m_verify->setToolTip(why);
    const bool audit = m_tabs->currentIndex() == 0; // the register has its own export
    m_export->setVisible(audit);
    m_export->setEnabled(may && !busy);
    m_export->setToolTip(why);
    m_bundle->setVisible(audit && m_stack->currentWidget() != m_bundleScroll);
    const bool shared = m_ui.workspace->status().isShared;
    m_backup->setEnabled(!busy && !shared);
    m_backup->setToolTip(shared ? tr("A team's database is backed up on its server, by whoever keeps it.") : QString());
}

void RecordPage::chooseExport()
{
    auto *dialog = new QFileDialog(this, tr("Export the record"), QDir::home().filePath(u"tocsin-record.csv"_s),
                                   tr("Comma separated values (*.csv)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &RecordPage::exportTo);
    dialog->open();
}

void RecordPage::chooseBackup()
{
    const QFileInfo file(m_ui.workspace->status().path);
    const QString day = QDateTime::fromMSecsSinceEpoch(m_ui.workspace->clock().nowMs()).toString(u"yyyy-MM-dd-HHmm"_s);
    const QString name = file.dir().filePath(u"%1-%2.tocsin"_s.arg(file.completeBaseName(), day));
    auto *dialog = new QFileDialog(this, tr("Backup to"), name);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it never overwrites, and says so
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &RecordPage::backUpTo);
    dialog->open();
}

void RecordPage::exportTo(const QString &path)
{
    m_banner->hide();
    const auto state = m_work->begin(tr("Exporting the record to %1…").arg(path));
    refreshButtons();
    m_ui.workspace->runLong<void>(
        this, [path, state](Services &s) { return writeCsv(s, path, state); },
        [this, path](const Result<void> &result) {
            finished(result, tr("The record was exported to %1.").arg(path),
                     tr("It holds names and contents: keep it as you keep this database."));
        });
}

void RecordPage::backUpTo(const QString &path)
{
    m_banner->hide();
    const auto state = m_work->begin(tr("Copying and verifying to %1…").arg(path));
    refreshButtons();
    m_ui.workspace->runLong<void>(
        this, [path, state](Services &s) { return s.record.backup(path, WorkState::progress(state)); },
        [this, path](const Result<void> &result) {
            finished(result, tr("The backup is at %1.").arg(path),
                     tr("The copy was read back and verified against the record as it stood at the start."));
        });
}

void RecordPage::finished(const Result<void> &result, const QString &said, const QString &detail)
{
    m_work->end();
    refreshButtons();
    if (result)
        m_banner->show(Banner::Kind::Success, said, detail);
    else
        m_banner->show(result.error().kind == ErrorKind::Canceled ? Banner::Kind::Info : Banner::Kind::Error,
                       result.error().userText);
}

} // namespace tocsin
