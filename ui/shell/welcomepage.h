#pragma once

#include <QWidget>

class QLineEdit;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tocsin {

class Banner;
class Label;

/** First start: a new local database, one that exists, or the demo; says where the data will be. */
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const QString &personName, QWidget *parent = nullptr);

    void setRecent(const QStringList &paths);
    /** While something is made or opened: what, with the buttons out of reach. */
    void setBusy(const QString &what);
    void setIdle();
    void showProblem(const QString &text, const QString &detail);

Q_SIGNALS:
    void createAsked(const QString &path, const QString &personName);
    void openAsked(const QString &path);
    void demoAsked();
    void serverAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void chooseFolder();
    void chooseFile();
    void create();
    QWidget *makeCreate();
    QWidget *makeDemo();
    QWidget *makeOpen();
    QWidget *makeShared();

    Banner *m_banner;
    QLineEdit *m_name;
    QLineEdit *m_path;
    Label *m_pathError;
    QVBoxLayout *m_recent;
    QWidget *m_recentBox;
    QWidget *m_choices;
    Label *m_busy;
    QProgressBar *m_progress;
};

} // namespace tocsin
