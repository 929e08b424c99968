#pragma once

#include <QWidget>
#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QToolButton;

namespace tocsin {

class Label;

/** A message across a page: what happened and what can be done. Read out as an alert when it appears. */
class Banner : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Info, Success, Warning, Error };

    explicit Banner(Kind kind = Kind::Info, QWidget *parent = nullptr);

    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const { return m_kind; }
    /** A sentence, and after it, less strongly, what it means or what to do. */
    void setText(const QString &text, const QString &detail = {});
    [[nodiscard]] QString text() const;
    /** A button at the end; several stand in the order added. `context` ends the connection when destroyed. */
    void addAction(const QString &label, QObject *context, std::function<void()> run);
    void clearActions();
    void setClosable(bool closable);
    /** Where there is little height: of the detail the first line alone, all of it as tooltip. */
    void setBrief(bool brief);
    /** Sets all, removes old actions and shows it. */
    void show(Kind kind, const QString &text, const QString &detail = {});
    using QWidget::show;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showDetail();
    void arrange();
    void announce();

    Kind m_kind;
    Label *m_text;
    Label *m_detail;
    QBoxLayout *m_content = nullptr;
    QHBoxLayout *m_actions;
    QToolButton *m_close;
    QString m_whole; ///< detail
    bool m_brief = false;
};

} // namespace tocsin
