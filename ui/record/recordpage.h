#pragma once

#include "models/domain/error.h"
#include "ui/common/uicontext.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabBar;

namespace tocsin {

class Banner;
class BundlePanel;
class LongWork;
class RecordView;
class RegisterView;
class VerifyPanel;

/** The whole audit record: reading, verifying, exporting, backing up (P12). */
class RecordPage : public QWidget
{
    Q_OBJECT

public:
    explicit RecordPage(const UiContext &ui, QWidget *parent = nullptr);

    void activate();
    /** Opens the verification, ready to start: what a menu leads to. */
    void beginVerify();
    /** Opens the export for auditors, ready to be filled in. */
    void beginBundle();
    /** Every personal-data breach, notified or not (Art. 33(5)). */
    void showRegister();
    /** Writes the record as CSV to a file; the answer stands in the banner. */
    void exportTo(const QString &path);
    /** Makes a verified copy; the answer stands in the banner. */
    void backUpTo(const QString &path);

private:
    void build();
    QWidget *buildHead();
    void chooseExport();
    void chooseBackup();
    void finished(const Result<void> &result, const QString &said, const QString &detail);
    void refreshButtons();
    QScrollArea *addScrolled(QWidget *panel);

    UiContext m_ui;
    QPushButton *m_verify = nullptr;
    QPushButton *m_backup = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_bundle = nullptr;
    Banner *m_banner = nullptr;
    LongWork *m_work = nullptr;
    VerifyPanel *m_panel = nullptr;
    BundlePanel *m_bundlePanel = nullptr;
    QScrollArea *m_verifyScroll = nullptr;
    QScrollArea *m_bundleScroll = nullptr;
    RecordView *m_view = nullptr;
    RegisterView *m_register = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace tocsin
